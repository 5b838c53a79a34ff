import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { type Collector, startCollector } from "../support/fakes/collector";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { ask, type BuiltServer, builtServer } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const SECRET = "proves-what-the-proofs-prove-0123456789";
const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let folder: string;
let server: BuiltServer | undefined;
let ann: Visitor;

beforeAll(async () => {
  fake = await startProviders();
  folder = await mkdtemp(join(tmpdir(), "operator-"));
  const [first] = await visitors(fresh.db, { count: 1, secret: SECRET });
  if (!first) throw new Error("nobody was made");
  ann = first;
});
afterEach(async () => {
  await server?.kill("SIGKILL");
  fake.mails.length = 0;
});
afterAll(async () => {
  await fake?.close();
  await rm(folder, { recursive: true, force: true });
});

const environment = () => ({
  DATABASE_URL: fresh.url,
  AUTH_SECRET: SECRET,
  RESEND_API_KEY: "re_key",
  RESEND_BASE_URL: fake.url,
  DATA_DIR: folder,
});

const serve = async (env: Record<string, string> = {}) => {
  server = await builtServer({ ...environment(), ...env });
  await server.start();
  return server;
};

describe("the log file", () => {
  it("is rotated at ten megabytes, and ten are kept", async () => {
    const path = join(folder, "site.log");
    const size = 10 * 1024 * 1024;
    const { url } = await serve({ LOG_FILE: path });
    for (let round = 0; round < 12; round += 1) {
      await server?.kill("SIGKILL");
      // As if the server had filled it up to here.
      await writeFile(path, `{"round":${round}}\n`.padEnd(size - 300, "x"));
      await server?.start();
      await vi.waitFor(
        async () => {
          await ask(`${url}/auth/login`);
          expect((await stat(path)).size).toBeLessThan(size / 2);
        },
        { timeout: 15_000, interval: 20 },
      );
    }
    const files = (await readdir(folder)).filter((name) => name.startsWith("site.log.") && /\d+$/.test(name));
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
    const { url } = await serve({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await ask(`${url}/user/${ann.username}?q=canary7f3a9c`, { headers: ann.cookie });
    await vi.waitFor(() => expect(collector.received.length).toBeGreaterThan(0), { timeout: 20_000 });
    const [first] = collector.received;
    note("K5", "spans arrive at /v1/traces", `${collector.received.length} batches to ${first?.path}`);
    expect(first?.path).toBe("/v1/traces");
    const all = collector.received.map(({ body }) => body).join("");
    expect(all).toContain("microblog");
    expect(all).not.toContain(ann.cookie.cookie);
  });

  it("go nowhere when there is none", async () => {
    collector.received.length = 0;
    const { url } = await serve({});
    for (let time = 0; time < 5; time += 1) await ask(`${url}/explore`, { headers: ann.cookie });
    await server?.kill("SIGTERM");
    expect(collector.received).toEqual([]);
  });
});
