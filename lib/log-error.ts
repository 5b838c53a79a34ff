/** An error as it may be logged and mailed: where and what kind, never the values it happened with. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** The violated constraint, as the database names it. */
  constraint?: string;
  frames: string[];
  cause?: LoggedError;
}

const FRAMES = 12;
const CAUSES = 3;

/**
 * What may be told of an error. Messages of parsers and of the database repeat what people typed, so
 * quoted parts and whatever comes from the database are left out; the stack says where it was.
 */
export function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", frames: [] };
  const { code, constraint_name } = error as { code?: unknown; constraint_name?: string };
  return {
    type: error.name === "Error" ? error.constructor.name : error.name,
    message: messageOf(error),
    ...(typeof code === "string" ? { code } : {}),
    ...(constraint_name ? { constraint: constraint_name } : {}),
    frames: (error.stack ?? "")
      .split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, FRAMES)
      .map((line) => line.trim()),
    ...(error.cause && depth < CAUSES ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

const LONGEST = 300;

function messageOf(error: Error): string {
  const isOfDatabase = "severity" in error || error.name === "DrizzleQueryError" || "query" in error;
  if (isOfDatabase || error instanceof SyntaxError) return "";
  return error.message
    .replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, "…")
    .replaceAll(/\s+/g, " ")
    .slice(0, LONGEST);
}
