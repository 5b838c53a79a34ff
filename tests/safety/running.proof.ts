import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { note } from "../support/figures";
import { mailingSite } from "../support/mailing-site";
import { ask } from "../support/server";

const site = mailingSite();
const anyone = () => ({ db: site.db, viewer: null });

describe("a server that has just been started", () => {
  it("is ready as soon as it is", async () => {
    const { url } = await site.serve();
    const startedAt = performance.now();
    await vi.waitFor(async () => expect((await ask(`${url}/readyz`)).status).toBe(200), {
      timeout: 15_000,
      interval: 20,
    });
    const seconds = (performance.now() - startedAt) / 1_000;
    note("K5", "/readyz 200 ≤ 4 s after /healthz 200, before the first heartbeat", `${seconds.toFixed(2)} s`);
    expect(seconds).toBeLessThan(4);
  });
});

describe("what goes wrong", () => {
  const told = () => site.fake.mails.filter(({ subject }) => subject === "Microblog Failure");
  const to = (address: string) => told().filter((mail) => mail.to[0] === address);

  it("in a request is mailed to the operators once a minute, with a count", async () => {
    const { url } = await site.serve({ ADMINS: "ops@example.org, boss@example.org" });
    await site.db.execute(sql`alter table posts rename column body to lost`);
    try {
      const failed = [];
      for (let time = 0; time < 6; time += 1)
        failed.push(await ask(`${url}/explore`, { headers: site.ann.cookie }));
      expect(failed.map(({ status }) => status)).toEqual(Array(6).fill(500));
      await vi.waitFor(() => expect(to("boss@example.org")).toHaveLength(1), { timeout: 15_000 });
      expect(to("ops@example.org")).toHaveLength(1);
      const [mail] = told();
      expect(failed.some(({ headers }) => mail?.text.includes(String(headers["x-request-id"])))).toBe(true);
      // They are noted after the answer is given.
      await vi.waitFor(async () =>
        expect(await site.db.execute(sql`select 1 from failures where suppressed = 5`)).toHaveLength(1),
      );
      await site.db.execute(sql`update failures set told_at = told_at - interval '61 s'`);
      await ask(`${url}/explore`, { headers: site.ann.cookie });
      await vi.waitFor(() => expect(to("ops@example.org")).toHaveLength(2), { timeout: 15_000 });
      const counted = /(\d+) more times/.exec(to("ops@example.org")[1]?.text ?? "")?.[1];
      note(
        "K5",
        "6 equal errors of requests: 1 mail to each of ADMINS",
        `${counted} suppressed, told by the next`,
      );
      expect(counted).toBe("5");
    } finally {
      await site.db.execute(sql`alter table posts rename column lost to body`);
    }
  });

  it("in a job is mailed as well", async () => {
    await site.serve({ ADMINS: "ops@example.org" });
    await site.db.execute(sql`alter table rate_limits rename to lost`);
    try {
      for (let time = 0; time < 4; time += 1) await enqueue(anyone(), { kind: "limits.purge" });
      await vi.waitFor(() => expect(to("ops@example.org")).toHaveLength(1), { timeout: 15_000 });
      expect(told()[0]?.text).toContain("job-failed");
      const [row] = await site.db.execute<{ suppressed: number }>(
        sql`select max(suppressed)::int as suppressed from failures`,
      );
      note("K5", "4 equal errors of jobs: 1 mail", `${told().length} mail, ${row?.suppressed} suppressed`);
      await vi.waitFor(async () => {
        const [row] = await site.db.execute(sql`select 1 from failures where suppressed >= 3`);
        expect(row).toBeDefined();
      });
      expect(told()).toHaveLength(1);
    } finally {
      await site.db.execute(sql`alter table lost rename to rate_limits`);
      await site.db.execute(sql`delete from pgboss.job`);
    }
  });
});
