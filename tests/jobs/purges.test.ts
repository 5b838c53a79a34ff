import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Database } from "@/db/connection";
import { drain } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { dropDead, listJobs, retryDead } from "@/lib/jobs/operator";
import { SCHEDULE } from "@/lib/jobs/schema";
import { workHere } from "@/lib/jobs/work";
import { PermanentFailure } from "@/lib/ports/contracts";
import { useDatabase } from "../support/database";
import { mailCatcher, mailsOf } from "../support/jobs";
import { member } from "../support/members";

const OLD = sql`now() - interval '60 days'`;

describe("the jobs of the clock", () => {
  const database = useDatabase();
  const db = () => database.db as unknown as Database;

  it("forget what is over, and nothing else", async () => {
    const { id } = await member(database.db, "ann");
    await mailsOf(database.db);
    for (const at of [OLD, sql`now()`]) {
      const key = String(Math.random());
      const ends = sql`${at} + interval '30 days'`;
      await db().execute(sql`insert into rate_limits (key, window_started_at) values (${key}, ${at})`);
      await db().execute(sql`insert into idempotency_keys (user_id, key, fingerprint, created_at)
        values (${id}, ${key}, 'x', ${at})`);
      await db().execute(sql`insert into one_time_tokens (hash, user_id, purpose, email, requested_at, expires_at)
        values (${key}, ${id}, 'resetPassword', 'x', ${at}, ${ends})`);
      await db().execute(sql`insert into sessions (id_hash, user_id, expires_at, idle_seconds)
        values (${key}, ${id}, ${ends}, 60)`);
      await db().execute(sql`insert into api_tokens (hash, user_id, scopes, expires_at)
        values (${key}, ${id}, '{read}', ${ends})`);
      await db().execute(sql`insert into translations (text_hash, source, target, text, provider, created_at)
        values (${key}, 'es', 'en', 'x', 'x', ${at})`);
      await db().execute(sql`insert into failures (fingerprint, told_at) values (${key}, ${at})`);
    }
    const tables = [
      "rate_limits",
      "idempotency_keys",
      "one_time_tokens",
      "sessions",
      "api_tokens",
      "failures",
      "translations",
    ];
    const count = async (table: string) => {
      const [row] = await db().execute<{ count: number }>(
        sql`select count(*)::int as count from ${sql.identifier(table)}`,
      );
      return row?.count ?? 0;
    };
    const before = await Promise.all(tables.map(count));
    for (const kind of Object.keys(SCHEDULE)) {
      await enqueue({ db: db(), viewer: null }, { kind: kind as keyof typeof SCHEDULE });
    }
    await drain(db(), workHere(db(), { mail: mailCatcher() }));
    expect(await Promise.all(tables.map(count))).toEqual(before.map((rows) => rows - 1));
  });
});

describe("an operator", () => {
  const database = useDatabase();
  const db = () => database.db as unknown as Database;
  const refuse = async () => {
    throw new PermanentFailure("not this one");
  };

  it("sees what is dead and why, and sends it back to work or drops it", async () => {
    const id = await enqueue({ db: db(), viewer: null }, { kind: "limits.purge" });
    const other = await enqueue({ db: db(), viewer: null }, { kind: "sessions.purge" });
    await drain(db(), refuse);
    const dead = await listJobs(db());
    expect(dead.map((job) => job.id).toSorted()).toEqual([id, other].toSorted());
    expect(dead[0]).toMatchObject({ state: "dead", reason: "PermanentFailure: not this one" });

    expect(await retryDead(db(), id)).toBe(1);
    expect(await dropDead(db())).toBe(1);
    expect(await listJobs(db())).toMatchObject([{ id, kind: "limits.purge", state: "waiting" }]);
    const done: string[] = [];
    await drain(db(), async (envelope) => void done.push(envelope.id));
    expect(done).toEqual([id]);
    expect(await listJobs(db())).toEqual([]);
  });
});
