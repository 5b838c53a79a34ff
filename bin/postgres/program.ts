import { type ChildProcess, spawn } from "node:child_process";
import { open, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { environmentWith } from "@/lib/env";
import type { Credentials } from "./credentials";
import type { Home } from "./home";
import type { Settings } from "./settings";

/** All that is known about one embedded database before its server runs. */
export interface Site {
  home: Home;
  credentials: Credentials;
  settings: Settings;
  logFile: string;
}

/**
 * Starts `initdb` or `postgres` with its output in the log file. It gets a process group of its own,
 * so that Ctrl-C reaches us alone, and nothing from our environment but the way to programs.
 */
export async function run(site: Site, program: string, options: string[]): Promise<ChildProcess> {
  const { account, data, installation } = site.home;
  const log = await open(site.logFile, "a", 0o600);
  try {
    const [command = "", ...rest] = [...account.prefix, join(installation, "bin", program), ...options];
    return spawn(command, rest, {
      ...account.user,
      cwd: dirname(data),
      detached: true,
      stdio: ["ignore", log.fd, log.fd],
      env: { PATH: environmentWith({}).PATH, LC_ALL: "C", NODE_ENV: "production" },
    });
  } finally {
    await log.close();
  }
}

/** The end of the log, for an error message. */
export async function lastWords({ logFile }: Site): Promise<string> {
  const text = await readFile(logFile, "utf8").catch(() => "");
  return text.trimEnd().split("\n").slice(-8).join("\n");
}
