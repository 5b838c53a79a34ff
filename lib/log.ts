import pino from "pino";
import { env } from "./env";

/**
 * One JSON line per event on standard output. Log names, ids and counts; never bodies, headers,
 * tokens, passwords or addresses.
 */
export const log = pino({
  level: env.logLevel,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (level) => ({ level }) },
  serializers: { err: told },
});

/** What the log keeps of an error. */
interface Told {
  type: string;
  message: string;
  code?: string;
  /** The violated constraint or the missing column, as the database names it. */
  constraint?: string;
  stack?: string[];
  cause?: Told;
}

/**
 * An error without what people typed: Drizzle puts the values of a failed statement into its message,
 * the database the row at fault into a detail.
 */
export function told(error: unknown): Told {
  if (!(error instanceof Error)) return { type: typeof error, message: "" };
  const { code, constraint_name } = error as { code?: string; constraint_name?: string };
  return {
    type: error.constructor.name,
    message: withoutValues(error.message, code),
    code: typeof code === "string" ? code : undefined,
    constraint: constraint_name,
    stack: error.stack?.split("\n").filter((line) => /^\s+at /.test(line)),
    cause: error.cause === undefined ? undefined : told(error.cause),
  };
}

function withoutValues(message: string, code: unknown): string {
  const [statement = ""] = message.split("\nparams:");
  // PostgreSQL quotes a value that is none of its type (appendix A, class 22: data exception).
  return String(code).startsWith("22") ? statement.replace(/".*"/s, '"..."') : statement;
}
