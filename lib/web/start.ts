import { announceAddressToNextAuth, env } from "../env";
import { runJobsInServer } from "../jobs/process";
import { installHttpLayer } from "./http";

/**
 * Makes a server process ready: checks the configuration before anything is served, puts our
 * layer around the framework's, and begins with the background jobs.
 *
 * @throws ConfigurationError naming the variable and the remedy
 */
export function start(): void {
  void env.appUrl;
  announceAddressToNextAuth();
  installHttpLayer();
  if (env.jobs) runJobsInServer();
}
