import { beforeEach, describe, expect, it } from "vitest";
import { authenticate } from "@/lib/accounts/mutations";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { issueProof } from "@/lib/proofs/mutations";
import { proofBehind } from "@/lib/proofs/queries";
import { startSession } from "@/lib/sessions/mutations";
import { openSession } from "@/lib/sessions/queries";
import { disable, enable, enrol, resetLink } from "@/lib/standing/mutations";
import { accountsAfter, idOf } from "@/lib/standing/queries";
import { createToken, issueToken } from "@/lib/tokens/mutations";
import { openToken } from "@/lib/tokens/queries";
import { freshDatabase, useDatabase } from "../support/database";
import { type Member, member, PASSWORD } from "../support/members";
import { apart } from "../support/people";

const own = useDatabase();
const nowhere = { address: null, knownAccountId: null };
const device = { userAgent: "", network: "" };
let ann: Member;
let anyone: Context;

beforeEach(async () => {
  ann = await member(own.db, "ann");
  anyone = { db: own.db, viewer: null };
});

const enter = (password: string) =>
  apart(anyone, (ctx) => authenticate(ctx, { identifier: "ann", password }, nowhere)).then(
    () => "in",
    (error) => (error instanceof Refusal ? error.reason.key : error),
  );
const secretIn = (link: string) => link.slice(link.lastIndexOf("/") + 1);

describe("a disabled account", () => {
  it("lets nobody in, and says why only to who knows the password", async () => {
    await disable(anyone, ann.id);
    expect(await enter(PASSWORD)).toBe("accountDisabled");
    expect(await enter("something else")).toBe("badCredentials");
    await enable(anyone, ann.id);
    expect(await enter(PASSWORD)).toBe("in");
  });

  it("has no session, no token and no open link left, on any surface", async () => {
    const tokens = [
      await issueToken(anyone, ann.id),
      await createToken(ann.ctx, { name: "script", access: "write", days: 30 }),
    ];
    const link = await resetLink(anyone, ann.id);
    await disable(anyone, ann.id);
    expect(await openSession(anyone, ann.sessionId)).toBeNull();
    for (const token of tokens) expect((await openToken(anyone, token))?.isLive).toBe(false);
    expect((await proofBehind(anyone, "resetPassword", secretIn(link))).state).toBe("replaced");
    // Letting somebody in again revives nothing.
    await enable(anyone, ann.id);
    expect(await openSession(anyone, ann.sessionId)).toBeNull();
    for (const token of tokens) expect((await openToken(anyone, token))?.isLive).toBe(false);
  });

  it("gets no new session, token or link, whoever was already on the way", async () => {
    await disable(anyone, ann.id);
    const refused = { code: "unauthenticated" };
    const begin = apart(anyone, (ctx) => startSession(ctx, ann.id, false, device));
    await expect(begin).rejects.toMatchObject(refused);
    await expect(apart(anyone, (ctx) => issueToken(ctx, ann.id))).rejects.toMatchObject(refused);
    const request = { purpose: "resetPassword", userId: ann.id, email: ann.email } as const;
    expect(await issueProof(anyone, { ...request, jobId: "1", requestedAt: new Date() })).toBeNull();
    await expect(apart(anyone, (ctx) => resetLink(ctx, ann.id))).rejects.toMatchObject({ code: "notFound" });
  });

  it("keeps what its member has written, and the day it was disabled first", async () => {
    const at = async () => (await accountsAfter(anyone, ann.id - 1, 1))[0]?.disabledAt;
    await disable(anyone, ann.id);
    const first = await at();
    await disable(anyone, ann.id);
    expect(first).toBeInstanceOf(Date);
    expect(await at()).toEqual(first);
    expect(await idOf(anyone, "ANN")).toBe(ann.id);
    expect(await idOf(anyone, ann.email)).toBe(ann.id);
  });

  it("is an error where there is none", async () => {
    const deeds: ((ctx: Context, id: number) => Promise<unknown>)[] = [disable, enable, resetLink];
    for (const deed of deeds) {
      await expect(apart(anyone, (ctx) => deed(ctx, 987_654))).rejects.toMatchObject({ code: "notFound" });
    }
    await expect(idOf(anyone, "nobody")).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("an account an operator makes", () => {
  it("keeps the rules of registering, and its password is chosen by link", async () => {
    const input = { username: "bob", email: "bob@example.org", isAdmin: true, locale: "es" as const };
    const { id, link } = await enrol(anyone, input);
    expect(await proofBehind(anyone, "resetPassword", secretIn(link))).toMatchObject({
      state: "open",
      userId: id,
    });
    expect(
      (await accountsAfter(anyone, id - 1, 5)).map(({ username, isAdmin }) => [username, isAdmin]),
    ).toEqual([["bob", true]]);
    for (const username of ["BOB", "admin"]) {
      const again = apart(anyone, (ctx) => enrol(ctx, { ...input, username }));
      await expect(again).rejects.toMatchObject({ code: "invalid" });
    }
  });
});

describe("disabling and signing in at the same moment", () => {
  const fresh = freshDatabase({ max: 8 });

  it("never leaves a session or a token", async () => {
    const anyone = { db: fresh.db, viewer: null };
    const { id } = await member(fresh.db, "eve");
    for (let round = 0; round < 10; round += 1) {
      const [, ...attempts] = await Promise.allSettled([
        disable(anyone, id),
        startSession(anyone, id, false, device),
        startSession(anyone, id, true, device),
        issueToken(anyone, id),
      ]);
      for (const attempt of attempts) {
        if (attempt.status === "rejected") expect(attempt.reason).toMatchObject({ code: "unauthenticated" });
        else if (typeof attempt.value === "string") {
          expect((await openToken(anyone, attempt.value))?.isLive).toBe(false);
        } else expect(await openSession(anyone, attempt.value.sessionId)).toBeNull();
      }
      await enable(anyone, id);
    }
  });
});
