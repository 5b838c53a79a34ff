import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startPostgres } from "@/bin/postgres/server";
import { disposable } from "@/bin/postgres/settings";
import { migrate } from "@/db/migrate";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database of the run; nobody writes to it, suites get copies. */
    templateUrl: string;
  }
}

/** One database server for the whole run, as quick as memory and thrown away after it. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "microblog-test-"));
  const server = await startPostgres(folder, { ...disposable, max_connections: 400 });
  project.provide("templateUrl", await createTemplate(server.url));
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function createTemplate(serverUrl: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1 });
  await sql`create database template_microblog`;
  await sql.end();
  const url = new URL(serverUrl);
  url.pathname = "/template_microblog";
  await migrate(url.href);
  return url.href;
}
