import { existsSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { answered, type BuiltFolder, builtFolder, endNow, freePort } from "../support/built-folder";
import type { Running } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { load } from "../support/load";
import { childrenOf } from "../support/process";
import { ask, SECRET } from "../support/server";

const fresh = freshDatabase({ max: 2 });
const CLIENTS = 8;
const PROCESSES = 2;
let folder: BuiltFolder;
let site: Running;
let url: string;

beforeAll(async () => {
  folder = await builtFolder();
});
afterEach(() => endNow(site));
afterAll(() => folder?.remove());

const start = async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  site = folder.run(["start"], {
    ...{ PORT: String(port), APP_URL: url, WEB_CONCURRENCY: String(PROCESSES), RATE_LIMITS: "off" },
    ...{ AUTH_SECRET: SECRET, DATABASE_URL: fresh.url },
    ...{ LOG_LEVEL: "error", DATA_DIR: `${folder.path}/../data` },
  });
  await answered(`${url}/readyz`, site);
};

describe("a running site", () => {
  it("puts new processes in the place of all on SIGHUP, twice, without a failed request", async () => {
    await start();
    const first = childrenOf(site.child.pid);
    expect(first).toHaveLength(PROCESSES);
    const traffic = load(url, ["/auth/login", "/api/openapi.json", "/healthz"], CLIENTS);
    for (const round of [1, 2]) {
      site.child.kill("SIGHUP");
      await vi.waitFor(() => expect(site.said().match(/All processes are new/g)).toHaveLength(round), {
        timeout: 90_000,
      });
    }
    await traffic.stop();
    const answers = Object.values(traffic.statuses).reduce((sum, count) => sum + count, 0);
    const reached = `${traffic.failures.length} of ${answers} failed`;
    note("A9", "every process replaced twice under load: no request fails", reached);
    expect(traffic.failures).toEqual([]);
    expect(Object.keys(traffic.statuses)).toEqual(["200"]);
    expect(answers).toBeGreaterThan(100);
    const last = childrenOf(site.child.pid);
    expect(last).toHaveLength(PROCESSES);
    expect(last.filter((pid) => first.includes(pid))).toEqual([]);
  });

  it("puts another process in the place of one that was killed, later each time, and serves meanwhile", async () => {
    await start();
    const newest = () => Math.max(...childrenOf(site.child.pid));
    // Twice the same place: the second time it waits twice as long.
    for (const pause of ["0.5 s", "1 s"]) {
      const victim = newest();
      process.kill(victim, "SIGKILL");
      await vi.waitFor(() => expect(site.said()).toContain(`(SIGKILL); another one starts in ${pause}`));
      expect((await ask(`${url}/healthz`)).status).toBe(200);
      await vi.waitFor(
        () => {
          const now = childrenOf(site.child.pid);
          expect(now).toHaveLength(PROCESSES);
          expect(now).not.toContain(victim);
        },
        { timeout: 20_000 },
      );
    }
    note("A9", "a process is killed, twice: served meanwhile, and another one in its place", "200, 200");
  });

  it("leaves no process behind when the one that keeps them is killed, whatever they are doing", async () => {
    await start();
    const orphans = childrenOf(site.child.pid);
    const traffic = load(url, ["/auth/login"], CLIENTS);
    await vi.waitFor(() => expect(traffic.statuses[200]).toBeGreaterThan(10), { timeout: 20_000 });
    site.child.kill("SIGKILL");
    const killedAt = performance.now();
    const left = () => orphans.filter((pid) => existsSync(`/proc/${pid}`));
    await vi.waitFor(() => expect(left()).toEqual([]), { timeout: 10_000 });
    const seconds = (performance.now() - killedAt) / 1_000;
    await traffic.stop();
    note(
      "A9",
      "kill -9 of the launcher: its processes end ≤ 10 s",
      `${orphans.length} gone after ${seconds.toFixed(1)} s`,
    );
  });
});
