import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { chromium as playwright } from "@playwright/test";
import { env, environmentWith } from "@/lib/env";
import { runQuietly, tool } from "../child";
import { Refusal } from "../command";
import { stage } from "../stage";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/**
 * A Chromium for the browser tests: the one that is configured, one of the system, or one that is
 * installed now, from Debian's packages where that is possible and else by Playwright.
 * @throws Refusal when there is none to be had
 */
export async function provideChromium(stop: AbortSignal): Promise<string> {
  const found = env.chromiumPath ?? (await findChromium());
  if (found) return found;
  const isDebianRoot = process.getuid?.() === 0 && existsSync("/etc/debian_version");
  await stage("Installing Chromium", () =>
    isDebianRoot ? installFromDebian(stop) : installByPlaywright(stop),
  );
  const installed = await findChromium();
  if (installed) return installed;
  throw new Refusal("No Chromium could be installed: install one, or set CHROMIUM_PATH.");
}

async function findChromium(): Promise<string | null> {
  const folders = (environmentWith({}).PATH ?? "").split(delimiter);
  const inPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...inPath, MAC, playwright.executablePath()]) {
    if (await runs(path)) return path;
  }
  return null;
}

/** Some systems have a file of that name which only says how to install the browser. */
async function runs(path: string): Promise<boolean> {
  const isThere = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  return isThere && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}

async function installFromDebian(stop: AbortSignal): Promise<void> {
  const settings = environmentWith({ DEBIAN_FRONTEND: "noninteractive" });
  await runQuietly(["apt-get", "update"], settings, stop);
  // Korean needs a font of its own; without one its characters are boxes, and all of one width.
  const packages = ["chromium", "fonts-noto-cjk"];
  await runQuietly(["apt-get", "install", "--yes", "--no-install-recommends", ...packages], settings, stop);
}

async function installByPlaywright(stop: AbortSignal): Promise<void> {
  await runQuietly([tool("playwright"), "install", "chromium"], environmentWith({}), stop);
}
