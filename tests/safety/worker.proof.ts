import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { note } from "../support/figures";
import { mailingSite } from "../support/mailing-site";
import { startProgram } from "../support/program";
import { ask } from "../support/server";

const site = mailingSite();
const anyone = () => ({ db: site.db, viewer: null });

describe("a worker of its own", () => {
  it("does the jobs of a server that does none", async () => {
    // Servers that were killed are given up after three missed heartbeats, which nobody waits for here.
    await site.db.execute(sql`delete from pgboss.instance`);
    const { url } = await site.serve({ JOBS: "off" });
    await enqueue(anyone(), { kind: "passwords.tellChanged", userId: site.ann.id, locale: "en" });
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(site.fake.mails).toEqual([]);
    const before = await ask(`${url}/readyz`);
    const worker = startProgram(["worker"], site.environment());
    await vi.waitFor(() => expect(site.fake.mails).toHaveLength(1), { timeout: 30_000 });
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
  const jobs = (...words: string[]) => startProgram(["jobs", ...words], site.environment()).over();

  it("lists dead jobs, sends them back and drops them", async () => {
    await site.db.execute(sql`delete from pgboss.job`);
    const one = await enqueue(anyone(), { kind: "limits.purge" });
    const other = await enqueue(anyone(), { kind: "tokens.purge" });
    expect((await jobs("list")).output).toContain(`${one}  waiting`);
    // A provider that refuses for good is how jobs die; here they are laid aside by hand.
    await site.db.execute(sql`
      insert into pgboss.job (name, data) select 'dead', data || '{"reason": "PermanentFailure: no"}' from pgboss.job`);
    await site.db.execute(sql`delete from pgboss.job where name <> 'dead'`);
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
