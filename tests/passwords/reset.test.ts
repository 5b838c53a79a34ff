import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { authenticate } from "@/lib/accounts/mutations";
import { requestReset, resetPassword } from "@/lib/passwords/mutations";
import { proofBehind } from "@/lib/proofs/queries";
import { openSession } from "@/lib/sessions/queries";
import { freshDatabase, useDatabase } from "../support/database";
import { mailsOf, resetMailIn, secretIn } from "../support/jobs";
import { member, PASSWORD } from "../support/members";

const NEW = "a brand new password";
const nowhere = { address: null, knownAccountId: null };

describe("a forgotten password", () => {
  const database = useDatabase();
  const anyone = () => ({ db: database.db, viewer: null });
  const ask = (email: string) => requestReset(anyone(), { email, address: null, locale: "en" });
  const state = async (secret: string) => (await proofBehind(anyone(), "resetPassword", secret)).state;

  it("is replaced by a link, once, and every session ends", async () => {
    const ann = await member(database.db, "ann");
    await mailsOf(database.db);
    await ask("ANN@example.org");
    const [mail] = await mailsOf(database.db);
    expect(mail?.to).toBe(ann.email);
    expect(mail?.subject).toBe("[Microblog] Reset Your Password");
    const secret = secretIn(mail);
    expect(mail?.html).toContain(`http://127.0.0.1:3000/auth/reset-password/${secret}`);
    expect(await state(secret)).toBe("open");

    await resetPassword(anyone(), { secret, password: NEW, locale: "en" });
    expect(await openSession(anyone(), ann.sessionId)).toBeNull();
    await expect(
      authenticate(anyone(), { identifier: "ann", password: PASSWORD }, nowhere),
    ).rejects.toThrow();
    expect(await authenticate(anyone(), { identifier: "ann", password: NEW }, nowhere)).toEqual({
      userId: ann.id,
    });
    expect((await mailsOf(database.db)).map(({ subject }) => subject)).toEqual([
      "[Microblog] Your Password Has Been Changed",
    ]);

    expect(await state(secret)).toBe("used");
    await expect(resetPassword(anyone(), { secret, password: NEW, locale: "en" })).rejects.toMatchObject({
      code: "conflict",
      reason: { key: "linkUsed" },
    });
  });

  it("stands nowhere in the database in clear", async () => {
    await member(database.db, "ann");
    await ask("ann@example.org");
    const secret = secretIn(resetMailIn(await mailsOf(database.db)));
    const [tokens] = await database.db.execute(
      sql`select string_agg(t::text, '') as all from one_time_tokens t`,
    );
    const [jobs] = await database.db.execute(sql`select string_agg(j::text, '') as all from pgboss.job j`);
    expect(JSON.stringify([tokens, jobs])).not.toContain(secret);
  });

  it("sends nothing to an address without an account", async () => {
    await ask("nobody@example.org");
    expect(await mailsOf(database.db)).toEqual([]);
  });

  it("says which link was replaced by a newer one, or has expired", async () => {
    await member(database.db, "ann");
    await mailsOf(database.db);
    await ask("ann@example.org");
    const first = secretIn((await mailsOf(database.db))[0]);
    await ask("ann@example.org");
    const second = secretIn((await mailsOf(database.db))[0]);
    expect(await state(first)).toBe("replaced");
    await database.db.execute(sql`update one_time_tokens set expires_at = now() - interval '1 second'`);
    expect(await state(second)).toBe("expired");
    expect(await state("x".repeat(43))).toBe("unknown");
  });

  it("is not mailed any more when the link has expired while the provider was down", async () => {
    await member(database.db, "ann");
    await mailsOf(database.db);
    await ask("ann@example.org");
    await database.db.execute(sql`update pgboss.job
      set data = jsonb_set(data, '{requestedAt}', to_jsonb(to_char(now() at time zone 'utc' - interval '11 minutes', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')))`);
    expect(await mailsOf(database.db)).toEqual([]);
  });

  it.each([
    ["es", "[Microblog] Nueva Contraseña"],
    ["ko", "[Microblog] 비밀번호 재설정"],
  ] as const)("is answered in the recipient's language (%s)", async (locale, subject) => {
    const { id } = await member(database.db, "ann");
    await database.db.execute(sql`update users set locale = ${locale} where id = ${id}`);
    await mailsOf(database.db);
    await ask("ann@example.org");
    expect((await mailsOf(database.db))[0]?.subject).toBe(subject);
  });

  it("may be asked for five times in half an hour", async () => {
    for (let time = 0; time < 5; time += 1) await ask("ann@example.org");
    await expect(ask("Ann@Example.org")).rejects.toMatchObject({ code: "limited" });
    await ask("bob@example.org");
  });

  it("refuses a common new password and leaves the link open", async () => {
    await member(database.db, "ann");
    await ask("ann@example.org");
    const secret = secretIn(resetMailIn(await mailsOf(database.db)));
    const attempt = resetPassword(anyone(), { secret, password: "password1", locale: "en" });
    await expect(attempt).rejects.toMatchObject({ details: { fields: { password: {} } } });
    expect(await state(secret)).toBe("open");
  });
});

describe("twenty uses of one link at once", () => {
  const fresh = freshDatabase({ max: 20 });

  it("succeed once", async () => {
    const ctx = { db: fresh.db, viewer: null };
    await member(fresh.db, "ann");
    await requestReset(ctx, { email: "ann@example.org", address: null, locale: "en" });
    const secret = secretIn(resetMailIn(await mailsOf(fresh.db)));
    const uses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        resetPassword(ctx, { secret, password: `${NEW} ${index}`, locale: "en" }),
      ),
    );
    expect(uses.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const told = await mailsOf(fresh.db);
    expect(told.map(({ subject }) => subject)).toEqual(["[Microblog] Your Password Has Been Changed"]);
  });
});
