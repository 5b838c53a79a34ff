import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { freshDatabase } from "../support/database";
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
      "B5",
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
    note("B5", "list, retry, drop by the real command", "one waits again, one is gone");
    expect(after.output).toContain(`${one}  waiting`);
    expect(after.output).not.toContain(other);
    const wrong = await jobs("explode");
    expect([wrong.code, wrong.output.includes("npm run jobs -- list")]).toEqual([1, true]);
  });
});
