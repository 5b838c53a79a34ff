import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { failureLetter } from "@/lib/failures/mail";
import { noteFailure } from "@/lib/failures/mutations";
import { useDatabase } from "../support/database";
import { mailsOf } from "../support/jobs";

// The configuration is read once for each file.
vi.hoisted(() => vi.stubEnv("ADMINS", "ann@example.org, bob@example.org"));

const note = (change = {}) => ({
  event: "page-failed",
  type: "TypeError",
  message: "Cannot read properties of undefined",
  frames: ["at feed (lib/posts/queries.ts:1:1)"],
  requestId: "3f9a1c5e",
  at: new Date().toISOString(),
  ...change,
});

describe("an unexpected error", () => {
  const database = useDatabase();
  const ctx = () => ({ db: database.db, viewer: null });
  // The clock of a transaction stands still: the past moves instead.
  const aMinutePasses = () =>
    database.db.execute(sql`update failures set told_at = told_at - interval '61 s'`);

  it("is mailed to every operator", async () => {
    await noteFailure(ctx(), note());
    const mails = await mailsOf(database.db);
    expect(mails.map(({ to }) => to)).toEqual(["ann@example.org", "bob@example.org"]);
    expect(mails[0]?.subject).toBe("Microblog Failure");
    expect(mails[0]?.text).toContain("3f9a1c5e");
    expect(mails[0]?.text).toContain("lib/posts/queries.ts");
  });

  it("is mailed once a minute, and the next mail counts what was left out", async () => {
    for (let time = 0; time < 6; time += 1) await noteFailure(ctx(), note());
    expect(await mailsOf(database.db)).toHaveLength(2);
    await aMinutePasses();
    await noteFailure(ctx(), note());
    const mails = await mailsOf(database.db);
    expect(mails).toHaveLength(2);
    expect(mails[0]?.text).toContain("5 more times");
    await aMinutePasses();
    await noteFailure(ctx(), note());
    expect((await mailsOf(database.db))[0]?.text).not.toContain("more times");
  });

  it("does not hide another one", async () => {
    await noteFailure(ctx(), note());
    await noteFailure(ctx(), note({ frames: ["at elsewhere (lib/x.ts:2:2)"] }));
    expect(await mailsOf(database.db)).toHaveLength(4);
  });

  it("is told as text, whatever stands in it", () => {
    const letter = failureLetter(
      { ...note({ message: "<script>" }), suppressed: 0 },
      "http://127.0.0.1:3000",
    );
    expect(letter.html).toContain("&lt;script&gt;");
  });
});
