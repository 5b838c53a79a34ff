import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { exitCode, start, tool } from "../child";
import { freePort } from "../postgres/credentials";
import { checkEnvironment } from "./environment";
import { type Tally, tallyOf } from "./tally";

// Playwright ends the server it started, which lets requests finish before it stops.
const END_WITHIN_MS = 30_000;

/** The stories in a browser, against the built pages on a site of its own in `folder`. */
export async function runBrowserSuite(folder: string, chromium: string, stop: AbortSignal): Promise<Tally> {
  const file = join(folder, "playwright.json");
  const env = checkEnvironment({
    PORT: String(await freePort()),
    DATA_DIR: join(folder, "site"),
    RATE_LIMITS: "off",
    // Given, not made by the site: stories that use the product's own code need the same one.
    AUTH_SECRET: randomBytes(32).toString("base64url"),
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    // Stories set their scene with the product's own code, which is for the server only.
    NODE_OPTIONS: "--conditions=react-server",
  });
  const command = [
    tool("playwright"),
    "test",
    "--config",
    "tests/playwright.config.ts",
    "--reporter=list,json",
  ];
  const code = await exitCode(start(command, env), stop, END_WITHIN_MS);
  return tallyOf(await readReport(file), code);
}

async function readReport(file: string) {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const { expected, unexpected, flaky } = JSON.parse(text).stats;
  // A story that passes at the second try has failed at the first.
  return { passed: expected, failed: unexpected + flaky };
}
