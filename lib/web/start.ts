import { announceAddressToNextAuth, env } from "../env";
import { installHttpLayer } from "./http";

/**
 * Makes a server process ready: checks the configuration before anything is served, and puts our
 * layer around the framework's.
 *
 * @throws ConfigurationError naming the variable and the remedy
 */
export function start(): void {
  void env.appUrl;
  announceAddressToNextAuth();
  installHttpLayer();
}
