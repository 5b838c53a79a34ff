import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { env } from "../lib/env";

/**
 * The stories in a browser. `npm test` runs them against the built pages on a site of its own; run
 * directly, they use the copy that answers at APP_URL, or start one.
 */
export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  use: {
    baseURL: env.appUrl,
    launchOptions: { executablePath: env.chromiumPath },
    locale: "en-US",
    timezoneId: "UTC",
    // A record of every step costs a quarter of the time: ask for it where it is needed, `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
  },
  // A story marked @plain is told again without a script; one marked @plain-only is told only so.
  projects: [
    { name: "script", grepInvert: /@plain-only/ },
    { name: "no-script", grep: /@plain/, use: { javaScriptEnabled: false } },
  ],
  webServer: {
    command: "exec node bin/bootstrap.mjs start",
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    // Stories may be run under the condition of server code; the server must not.
    env: { NODE_OPTIONS: "" },
    url: `${env.appUrl}/healthz`,
    reuseExistingServer: true,
    timeout: 300_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
    stdout: "ignore",
    stderr: "pipe",
  },
});
