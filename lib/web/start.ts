import { announceAddressToNextAuth, env, isDevelopment } from "../env";
import { runJobsInServer } from "../jobs/process";
import { reportFailure } from "../jobs/report";
import { logConsole } from "../log";
import { installHttpLayer } from "./http";

/**
 * Makes a server process ready: checks the configuration before anything is served, puts our
 * layer around the framework's, and begins with the background jobs.
 *
 * @throws ConfigurationError naming the variable and the remedy
 */
export async function start(): Promise<void> {
  void env.appUrl;
  announceAddressToNextAuth();
  installHttpLayer();
  if (!isDevelopment) logConsole();
  if (env.otelExporterOtlpEndpoint) {
    // Loaded only where traces are wanted.
    const { startTracing } = await import("./tracing");
    startTracing(env.otelExporterOtlpEndpoint);
  }
  if (env.jobs === "on") runJobsInServer();
}

/** An error that no door of ours has caught. */
export function reportRequestError(
  error: unknown,
  requestId: string,
  { routePath, routeType }: { routePath: string; routeType: string },
): void {
  reportFailure("request-failed", error, { requestId, route: routePath, kind: routeType });
}
