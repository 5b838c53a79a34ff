import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Collector, startCollector } from "../support/fakes/collector";
import { note } from "../support/figures";
import { mailingSite } from "../support/mailing-site";
import { ask } from "../support/server";

const site = mailingSite();

describe("the log file", () => {
  it("is rotated at ten megabytes, and ten are kept", async () => {
    const path = join(site.folder, "site.log");
    const size = 10 * 1024 * 1024;
    const server = await site.serve({ LOG_FILE: path });
    for (let round = 0; round < 12; round += 1) {
      await server.kill("SIGKILL");
      // As if the server had filled it up to here.
      await writeFile(path, `{"round":${round}}\n`.padEnd(size - 300, "x"));
      await server.start();
      await vi.waitFor(
        async () => {
          await ask(`${server.url}/auth/login`);
          expect((await stat(path)).size).toBeLessThan(size / 2);
        },
        { timeout: 15_000, interval: 20 },
      );
    }
    const files = (await readdir(site.folder)).filter(
      (name) => name.startsWith("site.log.") && /\d+$/.test(name),
    );
    const newest = await readFile(`${path}.1`, "utf8");
    note("K5", "12 × 10 MB logged: 10 files kept", `${files.length} beside the current one`);
    expect(files).toHaveLength(10);
    expect(newest.slice(0, 12)).toBe('{"round":11}');
  });
});

describe("traces", () => {
  let collector: Collector;
  beforeAll(async () => {
    collector = await startCollector();
  });
  afterAll(() => collector.close());

  it("go to a collector when there is one, without what people typed", async () => {
    const { url } = await site.serve({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await ask(`${url}/user/${site.ann.username}?q=canary7f3a9c`, { headers: site.ann.cookie });
    await vi.waitFor(() => expect(collector.received.length).toBeGreaterThan(0), { timeout: 20_000 });
    const [first] = collector.received;
    note("K5", "spans arrive at /v1/traces", `${collector.received.length} batches to ${first?.path}`);
    expect(first?.path).toBe("/v1/traces");
    const all = collector.received.map(({ body }) => body).join("");
    expect(all).toContain("microblog");
    expect(all).not.toContain(site.ann.cookie.cookie);
  });

  it("go nowhere when there is none", async () => {
    collector.received.length = 0;
    const server = await site.serve();
    for (let time = 0; time < 5; time += 1) await ask(`${server.url}/explore`, { headers: site.ann.cookie });
    await server.kill("SIGTERM");
    expect(collector.received).toEqual([]);
  });
});
