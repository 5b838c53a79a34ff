import { format } from "node:util";
import pino from "pino";
import { env } from "./env";
import { loggedError } from "./log-error";
import { logFile } from "./log-file";

let made: pino.Logger | undefined;

// Made when something is logged first, so that a wrong configuration is told before that, in words.
function logger(): pino.Logger {
  made ??= makeLogger();
  return made;
}

/**
 * One JSON line per event on standard output, and in `LOG_FILE` where that is set. Log names, ids and
 * counts; never bodies, headers, tokens, passwords or addresses. An error goes under `err`, which keeps
 * its kind and place only.
 */
export const log: pino.Logger = new Proxy({} as pino.Logger, {
  get: (_, name) => Reflect.get(logger(), name),
});

function makeLogger(): pino.Logger {
  return pino(
    {
      level: env.logLevel,
      base: null,
      errorKey: "error",
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: loggedError },
    },
    pino.multistream([
      { level: "debug", stream: pino.destination({ dest: 1, sync: true }) },
      ...(env.logFile ? [{ level: "debug" as const, stream: logFile(env.logFile) }] : []),
    ]),
  );
}

/** What libraries print becomes a line of the log as well. */
export function logConsole(): void {
  const take =
    (level: "error" | "warn") =>
    (...given: unknown[]) => {
      const error = given.find((one) => one instanceof Error);
      if (error) log[level]({ event: "console", err: error });
      else log[level]({ event: "console", text: format(...given).slice(0, 500) });
    };
  console.error = take("error");
  console.warn = take("warn");
}
