import { keepTime } from "../clock";
import { derivedKey } from "../crypto";
import { database } from "../database";
import { announceActionKey, announceAddressToNextAuth, env, isDevelopment } from "../env";
import { runJobsInServer } from "../jobs/process";
import { reportFailure } from "../jobs/report";
import { logConsole } from "../log";
import { installHttpLayer } from "./http";
import { LAST_ANSWERS, leave } from "./leaving";
import { closeHub } from "./live/hub";

/**
 * Makes a server process ready: checks the configuration before anything is served, puts our
 * layer around the framework's, begins with the background jobs, and lets open pages go when the process
 * is to stop.
 *
 * @throws ConfigurationError naming the variable and the remedy
 */
export async function start(): Promise<void> {
  void env.appUrl;
  announceAddressToNextAuth();
  // The same in every process and on every machine of a site, also when they were built apart.
  announceActionKey(derivedKey(env.authSecret, "actions"));
  installHttpLayer();
  if (!isDevelopment) logConsole();
  if (env.otelExporterOtlpEndpoint) {
    // Loaded only where traces are wanted.
    const { startTracing } = await import("./tracing");
    startTracing(env.otelExporterOtlpEndpoint);
  }
  // A server that is asked to stop waits for its connections, and these would never end.
  process.once("SIGTERM", leaveSoon);
  process.on("message", (word) => word === LAST_ANSWERS && leaveSoon());
  void keepTime(database());
  if (env.jobs === "on") runJobsInServer();
}

/** This process is about to go: connections end with their next answer, those of open pages at once. */
function leaveSoon(): void {
  leave();
  void closeHub();
}

/** An error that no door of ours has caught. */
export function reportRequestError(
  error: unknown,
  requestId: string,
  { routePath, routeType }: { routePath: string; routeType: string },
): void {
  reportFailure("request-failed", error, { requestId, route: routePath, kind: routeType });
}
