import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { sessions } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { endOtherSessions, endSessionByHandle, startSession, touchSession } from "@/lib/sessions/mutations";
import { openSession, sessionsOf } from "@/lib/sessions/queries";
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
const _age = (used: string, begun = used) =>
  database.db.update(sessions).set({
    lastUsedAt: sql`now() - ${used}::interval`,
    createdAt: sql`now() - ${begun}::interval`,
    expiresAt: sql`now() - ${begun}::interval + interval '30 days'`,
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
