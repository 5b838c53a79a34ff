import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sessions, users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { endSession, startSession, touchSession } from "@/lib/sessions/mutations";
import { openSession, sessionsOf } from "@/lib/sessions/queries";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const database = useDatabase();
const device = { userAgent: "Mozilla/5.0 Firefox/140.0", network: "192.0.2.0/24" };

let ann: ViewerContext;
let _bob: ViewerContext;
beforeEach(async () => {
  [ann, _bob] = await people(database.db, "ann", "bob");
});

const begin = async (ctx: ViewerContext, isRemembered = false) =>
  (await startSession(ctx, ctx.viewer.id, isRemembered, device)).sessionId;
const opened = (sessionId: string) => openSession({ db: database.db, viewer: null }, sessionId);
const hashOf = async (sessionId: string) => (await opened(sessionId))?.sessionHash ?? "";
const _handlesOf = async (ctx: ViewerContext) => (await sessionsOf(ctx, "")).map(({ handle }) => handle);

/** Makes a session look as if it was used and begun so long ago. */
const age = (used: string, begun = used) =>
  database.db.update(sessions).set({
    lastUsedAt: sql`now() - ${used}::interval`,
    createdAt: sql`now() - ${begun}::interval`,
    expiresAt: sql`now() - ${begun}::interval + interval '30 days'`,
  });

describe("a session", () => {
  it("proves who holds it, and is stored as a fingerprint only", async () => {
    const id = await begin(ann);
    expect(await opened(id)).toMatchObject({ viewer: { id: ann.viewer.id, username: "ann" } });
    expect(JSON.stringify(await database.db.select().from(sessions))).not.toContain(id);
    expect(JSON.stringify(await opened(id))).not.toMatch(/password|email"/);
  });

  it("has a new id each time", async () => {
    const ids = new Set([await begin(ann), await begin(ann), await begin(ann)]);
    expect(ids.size).toBe(3);
    for (const id of ids) expect(Buffer.from(id, "base64url")).toHaveLength(32);
  });

  it("is nobody's with an id that was tampered with, planted, or never given out", async () => {
    const id = await begin(ann);
    const [row] = await database.db.select().from(sessions);
    const swapped = `${id.slice(0, -2)}${id.endsWith("A") ? "BB" : "AA"}`;
    for (const wrong of [
      swapped,
      id.slice(1),
      `${id} `,
      id.toUpperCase(),
      "",
      "x".repeat(9_000),
      row?.idHash ?? "-",
    ]) {
      expect(await opened(wrong), wrong).toBeNull();
    }
  });

  it("ends after twelve hours without a visit", async () => {
    const id = await begin(ann);
    await age("11 hours 59 minutes");
    expect(await opened(id)).not.toBeNull();
    await age("12 hours 1 minute");
    expect(await opened(id)).toBeNull();
  });

  it("that is remembered lasts thirty days, visited or not", async () => {
    const id = await begin(ann, true);
    await age("29 days 23 hours");
    expect(await opened(id)).not.toBeNull();
    await age("1 second", "30 days 1 second");
    expect(await opened(id)).toBeNull();
  });

  it("goes on with every visit", async () => {
    const id = await begin(ann);
    await age("11 hours");
    await touchSession(ann, await hashOf(id));
    expect((await opened(id))?.idleForSeconds).toBeCloseTo(0);
  });

  it("is over as soon as it is ended, with the account, and for unknown ids nothing happens", async () => {
    const [first, second] = [await begin(ann), await begin(ann)];
    await endSession(ann, first);
    await endSession(ann, "unknown");
    expect(await opened(first)).toBeNull();
    expect(await opened(second)).not.toBeNull();
    await database.db.delete(users).where(eq(users.id, ann.viewer.id));
    expect(await opened(second)).toBeNull();
  });

  it("keeps what a browser says of itself, within bounds", async () => {
    await startSession(ann, ann.viewer.id, false, { userAgent: `\0\ud800${"x".repeat(5_000)}`, network: "" });
    const [row] = await sessionsOf(ann, "");
    expect(row?.userAgent.length).toBeLessThanOrEqual(300);
    expect(row?.userAgent.startsWith("\ufffdx")).toBe(true);
  });
});
