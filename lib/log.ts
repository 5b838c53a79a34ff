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
});
