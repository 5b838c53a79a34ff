import { announceAddressToNextAuth, env } from "../env";
import { installHttpLayer } from "./http";
import { closeHub } from "./live/hub";

/**
 * Makes a server process ready: checks the configuration before anything is served, puts our
 * layer around the framework's, and lets open pages go when the process is to stop.
 *
 * @throws ConfigurationError naming the variable and the remedy
 */
export function start(): void {
  void env.appUrl;
  announceAddressToNextAuth();
  installHttpLayer();
  // A server that is asked to stop waits for its answers, and these would never end.
  process.once("SIGTERM", () => void closeHub());
}
