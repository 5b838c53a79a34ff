import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sessions, users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import {
  endOtherSessions,
  endSession,
  endSessionByHandle,
  startSession,
  touchSession,
} from "@/lib/sessions/mutations";
import { openSession, sessionsOf } from "@/lib/sessions/queries";
import { coarseNetwork, deviceName } from "@/lib/sessions/rules";
import { endSessionInput } from "@/lib/sessions/schema";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

const database = useDatabase();
const device = { userAgent: "Mozilla/5.0 Firefox/140.0", network: "192.0.2.0/24" };

let ann: ViewerContext;
let bob: ViewerContext;
beforeEach(async () => {
  [ann, bob] = await people(database.db, "ann", "bob");
});

const begin = async (ctx: ViewerContext, isRemembered = false) =>
  (await startSession(ctx, ctx.viewer.id, isRemembered, device)).sessionId;
const opened = (sessionId: string) => openSession({ db: database.db, viewer: null }, sessionId);
const hashOf = async (sessionId: string) => (await opened(sessionId))?.sessionHash ?? "";
const handlesOf = async (ctx: ViewerContext) => (await sessionsOf(ctx, "")).map(({ handle }) => handle);

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

describe("the sessions of an account", () => {
  it("are ten at most; the one used longest ago goes first", async () => {
    const ids: string[] = [];
    for (let number = 0; number < 10; number += 1) {
      ids.push(await begin(ann));
      await database.db.update(sessions).set({
        lastUsedAt: sql`${sessions.lastUsedAt} - interval '1 minute'`,
        createdAt: sql`${sessions.createdAt} - interval '1 minute'`,
      });
    }
    await touchSession(ann, await hashOf(ids[0] ?? ""));
    await begin(ann);
    expect(await handlesOf(ann)).toHaveLength(10);
    expect(await opened(ids[0] ?? "")).not.toBeNull();
    expect(await opened(ids[1] ?? "")).toBeNull();
  });

  it("are listed to their owner, with the current one marked and no key to them", async () => {
    const id = await begin(ann);
    await begin(bob);
    const hash = await hashOf(id);
    const list = await sessionsOf(ann, hash);
    expect(list).toMatchObject([{ isCurrent: true, userAgent: device.userAgent, network: device.network }]);
    expect(list[0]?.handle).toBe(hash.slice(0, 16));
    expect(JSON.stringify(list)).not.toContain(id);
  });

  it("are ended one by one by their owner, and by nobody else", async () => {
    const id = await begin(ann);
    const [handle = ""] = await handlesOf(ann);
    await expect(endSessionByHandle(bob, handle)).rejects.toMatchObject({ code: "notFound" });
    expect(await opened(id)).not.toBeNull();
    await endSessionByHandle(ann, handle);
    expect(await opened(id)).toBeNull();
    await expect(endSessionByHandle(ann, handle)).rejects.toMatchObject({ code: "notFound" });
  });

  it.each(["%", "________________", "", "%%%%%%%%%%%%%%%%", "a\0aaaaaaaaaaaaaa", "' or true --   '"])(
    "are not ended by the handle %j",
    async (handle) => {
      await begin(ann);
      const parsed = endSessionInput.safeParse({ handle });
      if (parsed.success)
        await expect(endSessionByHandle(ann, handle)).rejects.toMatchObject({ code: "notFound" });
      expect(await handlesOf(ann)).toHaveLength(1);
    },
  );

  it("are all ended but the current one", async () => {
    const [id] = [await begin(ann), await begin(ann), await begin(ann)];
    const others = await begin(bob);
    await endOtherSessions(ann, await hashOf(id));
    expect(await handlesOf(ann)).toHaveLength(1);
    expect(await opened(id)).not.toBeNull();
    expect(await opened(others)).not.toBeNull();
  });
});

describe("what a session tells of a browser", () => {
  it.each([
    ["192.0.2.77", "192.0.2.0/24"],
    ["::ffff:192.0.2.77", "192.0.2.0/24"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"],
    ["not an address", ""],
    [null, ""],
  ])("is a network, not a person: %s", (address, network) => {
    expect(coarseNetwork(address)).toBe(network);
  });

  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      "Chrome · Windows",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
      "Edge · Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
      "Safari · iPhone",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 CriOS/140.0 Mobile/15E148 Safari/604.1",
      "Chrome · iPhone",
    ],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Linux"],
    [
      "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36",
      "Samsung Internet · Android",
    ],
    ["curl/8.0", ""],
    ["", ""],
  ])("is named as its owner would: %s", (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
