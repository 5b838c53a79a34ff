import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/context";
import { enqueue } from "@/lib/jobs/enqueue";
import { freshDatabase } from "../support/database";

describe("enqueue", () => {
  const fresh = freshDatabase({ max: 4 });
  const anyone = () => ({ db: fresh.db, viewer: null });
  const waiting = async () => {
    const rows = await fresh.db.execute<{ id: string }>(
      sql`select data ->> 'id' as id from pgboss.job where name = 'quick' and state = 'created'`,
    );
    return rows.map((row) => row.id);
  };

  it("waits in the queue once the transaction has committed", async () => {
    const id = await inTransaction(anyone(), async (ctx) => {
      const id = await enqueue(ctx, { kind: "limits.purge" });
      expect(await waiting()).not.toContain(id);
      return id;
    });
    expect(await waiting()).toContain(id);
  });

  it("is gone with a transaction that is rolled back", async () => {
    let id = "";
    const failed = inTransaction(anyone(), async (ctx) => {
      id = await enqueue(ctx, { kind: "limits.purge" });
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(id).not.toBe("");
    expect(await waiting()).not.toContain(id);
  });

  it("may be asked for on any connection", async () => {
    const ids = await Promise.all(
      Array.from({ length: 10 }, () => enqueue(anyone(), { kind: "limits.purge" })),
    );
    expect(await waiting()).toEqual(expect.arrayContaining(ids));
  });
});
