/**
 * The database cannot be asked at the moment. Never means "no such row".
 *
 * `instanceof Unavailable` is also true of an error that Drizzle has wrapped around one, and of one
 * that another copy of this module has made: the bundler loads it more than once in a process.
 */
export class Unavailable extends Error {
  static readonly #NAME = "Unavailable";
  override name = Unavailable.#NAME;

  static override [Symbol.hasInstance](error: unknown): boolean {
    return chainOf(error).some(({ name }) => name === Unavailable.#NAME);
  }
}

const DRIVER_CODES = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "ECONNABORTED",
  "EADDRNOTAVAIL",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

// PostgreSQL, appendix A: 08 connection exception, 53 insufficient resources, 57 operator intervention
// (shut down, crash, starting up, statement given up), 25006 read-only, 55P03 lock not available.
const SQLSTATE = /^(08|53|57)\w{3}$|^25006$|^55P03$/;

// The server ends the connection after it has said one of these.
const LAST_WORDS = /^08\w{3}$|^57P0[1-5]$|^25P0[34]$/;

/** Whether an error of the driver says that the server, not the statement, is at fault. */
export function isOutage(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (DRIVER_CODES.has(code) || SQLSTATE.test(code) || LAST_WORDS.test(code));
}

/** Whether the connection on which it happened cannot be used any more. */
export function isLoss(error: unknown): boolean {
  if (error instanceof Unavailable) return true;
  const code = codeOf(error);
  return code !== undefined && (DRIVER_CODES.has(code) || LAST_WORDS.test(code));
}

/** The name of the violated unique or check constraint, where that is what `error` says. */
export function violatedConstraint(error: unknown): string | undefined {
  const found = driverError(error);
  const violation = found?.code === "23505" || found?.code === "23514" || found?.code === "23503";
  return violation ? found?.constraint_name : undefined;
}

/** Whether a transaction failed only because of others beside it and may be run again. */
export function isContention(error: unknown): boolean {
  const code = codeOf(error);
  return code === "40001" || code === "40P01";
}

function codeOf(error: unknown): string | undefined {
  return driverError(error)?.code;
}

// Drizzle wraps what the driver throws and keeps it as the cause.
function driverError(error: unknown): { code: string; constraint_name?: string } | undefined {
  return chainOf(error).find((at) => typeof (at as { code?: unknown }).code === "string") as never;
}

/** An error and what caused it, the outermost first. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && !chain.includes(at); at = at.cause) chain.push(at);
  return chain;
}
