import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { Database } from "@/db/connection";
import { npmRun } from "./command-line";
import { freshDatabase } from "./database";
import { type BuiltServer, builtServer, SECRET } from "./server";

/** A running site, and the commands of whoever operates it. */
export interface OperatedSite {
  readonly db: Database;
  readonly server: BuiltServer;
  /** A folder for what the site keeps, and nothing else. */
  readonly folder: string;
  /** The configuration that server and commands share. */
  environment(): Record<string, string>;
  /** `npm run microblog -- ... --json`, and what it answered. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
  microblog(...options: string[]): Promise<{ code: number | null; said: string; facts: any }>;
}

export function operatedSite(): OperatedSite {
  const fresh = freshDatabase({ max: 5 });
  let folder: string;
  let server: BuiltServer;
  const shared = () => ({
    DATABASE_URL: fresh.url,
    AUTH_SECRET: SECRET,
    DATA_DIR: join(folder, "site"),
  });
  const environment = () => ({ ...shared(), APP_URL: server.url });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "microblog-operator-"));
    server = await builtServer(shared());
    await server.start();
  });
  afterAll(async () => {
    await server?.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });

  return {
    get db() {
      return fresh.db;
    },
    get server() {
      return server;
    },
    get folder() {
      return folder;
    },
    environment,
    microblog: async (...options) => {
      const { code, output, said } = await npmRun("microblog", [...options, "--json"], environment());
      return { code, said, facts: output ? JSON.parse(output) : null };
    },
  };
}
