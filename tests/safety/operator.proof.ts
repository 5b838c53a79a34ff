import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { freshDatabase } from "../support/database";
import { type Collector, startCollector } from "../support/fakes/collector";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { startProgram } from "../support/program";
import { ask, type BuiltServer, builtServer } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const SECRET = "proves-what-the-proofs-prove-0123456789";
const fresh = freshDatabase({ max: 5 });
const anyone = () => ({ db: fresh.db, viewer: null });
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

describe("a server that has just been started", () => {
  it("is ready as soon as it is", async () => {
    const { url } = await serve();
    const startedAt = performance.now();
    await vi.waitFor(async () => expect((await ask(`${url}/readyz`)).status).toBe(200), {
      timeout: 15_000,
      interval: 20,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    note("K5", "/readyz 200 ≤ 2 s after /healthz 200", `${seconds.toFixed(2)} s`);
    expect(seconds).toBeLessThan(2);
  });
});

describe("what goes wrong", () => {
  const told = () => fake.mails.filter(({ subject }) => subject === "Microblog Failure");
  const to = (address: string) => told().filter((mail) => mail.to[0] === address);

  it("in a request is mailed to the operators once a minute, with a count", async () => {
    const { url } = await serve({ ADMINS: "ops@example.org, boss@example.org" });
    await fresh.db.execute(sql`alter table posts rename column body to lost`);
    try {
      const failed = [];
      for (let time = 0; time < 6; time += 1)
        failed.push(await ask(`${url}/explore`, { headers: ann.cookie }));
      expect(failed.map(({ status }) => status)).toEqual(Array(6).fill(500));
      await vi.waitFor(() => expect(to("boss@example.org")).toHaveLength(1), { timeout: 15_000 });
      expect(to("ops@example.org")).toHaveLength(1);
      const [mail] = told();
      expect(failed.some(({ headers }) => mail?.text.includes(String(headers["x-request-id"])))).toBe(true);
      await fresh.db.execute(sql`update failures set told_at = told_at - interval '61 s'`);
      await ask(`${url}/explore`, { headers: ann.cookie });
      await vi.waitFor(() => expect(to("ops@example.org")).toHaveLength(2), { timeout: 15_000 });
      const counted = /(\d+) more times/.exec(to("ops@example.org")[1]?.text ?? "")?.[1];
      note(
        "failure",
        "6 equal errors of requests: 1 mail to each of ADMINS",
        `${counted} suppressed, told by the next`,
      );
      expect(counted).toBe("5");
    } finally {
      await fresh.db.execute(sql`alter table posts rename column lost to body`);
    }
  });

  it("in a job is mailed as well", async () => {
    await serve({ ADMINS: "ops@example.org" });
    await fresh.db.execute(sql`alter table rate_limits rename to lost`);
    try {
      for (let time = 0; time < 4; time += 1) await enqueue(anyone(), { kind: "limits.purge" });
      await vi.waitFor(() => expect(to("ops@example.org")).toHaveLength(1), { timeout: 15_000 });
      expect(told()[0]?.text).toContain("job-failed");
      const [row] = await fresh.db.execute<{ suppressed: number }>(
        sql`select max(suppressed)::int as suppressed from failures`,
      );
      note(
        "failure",
        "4 equal errors of jobs: 1 mail",
        `${told().length} mail, ${row?.suppressed} suppressed`,
      );
      await vi.waitFor(async () => {
        const [row] = await fresh.db.execute(sql`select 1 from failures where suppressed >= 3`);
        expect(row).toBeDefined();
      });
      expect(told()).toHaveLength(1);
    } finally {
      await fresh.db.execute(sql`alter table lost rename to rate_limits`);
      await fresh.db.execute(sql`delete from pgboss.job`);
    }
  });
});

describe("the log file", () => {
  it("is rotated at ten megabytes, and ten are kept", async () => {
    const path = join(folder, "site.log");
    const { writeFile } = await import("node:fs/promises");
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

describe("a worker of its own", () => {
  it("does the jobs of a server that does none", async () => {
    // Servers that were killed are given up after three missed heartbeats, which nobody waits for here.
    await fresh.db.execute(sql`delete from pgboss.instance`);
    const { url } = await serve({ JOBS: "off" });
    await enqueue(anyone(), { kind: "passwords.tellChanged", userId: ann.id, locale: "en" });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(fake.mails).toEqual([]);
    const before = await ask(`${url}/readyz`);
    const worker = startProgram(["worker"], environment());
    await vi.waitFor(() => expect(fake.mails).toHaveLength(1), { timeout: 30_000 });
    const during = await ask(`${url}/readyz`);
    const code = await worker.end("SIGTERM");
    note(
      "worker",
      "JOBS=off and npm run worker: done there",
      `ready ${before.status}, then ${during.status}; exit ${code}`,
    );
    expect([before.status, during.status]).toEqual([503, 200]);
    expect(code).toBe(0);
  });
});

describe("npm run jobs", () => {
  const jobs = (...words: string[]) => startProgram(["jobs", ...words], environment()).over();

  it("lists dead jobs, sends them back and drops them", async () => {
    await fresh.db.execute(sql`delete from pgboss.job`);
    const one = await enqueue(anyone(), { kind: "limits.purge" });
    const other = await enqueue(anyone(), { kind: "tokens.purge" });
    expect((await jobs("list")).output).toContain(`${one}  waiting`);
    // A provider that refuses for good is how jobs die; here they are laid aside by hand.
    await fresh.db.execute(sql`
      insert into pgboss.job (name, data) select 'dead', data || '{"reason": "PermanentFailure: no"}' from pgboss.job`);
    await fresh.db.execute(sql`delete from pgboss.job where name <> 'dead'`);
    const listed = await jobs("list");
    expect(listed.output).toContain(`${one}  dead`);
    expect(listed.output).toContain("PermanentFailure: no");
    expect((await jobs("retry", one)).output).toContain("1 sent back to work");
    expect((await jobs("drop", other)).output).toContain("1 dropped");
    const after = await jobs("list");
    note(
      "jobs",
      "list, retry, drop by the real command",
      after.output.trim().replaceAll(/\s+/g, " ").slice(0, 80),
    );
    expect(after.output).toContain(`${one}  waiting`);
    expect(after.output).not.toContain(other);
    const wrong = await jobs("explode");
    expect([wrong.code, wrong.output.includes("npm run jobs -- list")]).toEqual([1, true]);
  });
});
