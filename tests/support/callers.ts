import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import type { Database } from "@/db/connection";
import { apiTokens, posts, sessions, users } from "@/db/schema";
import { fingerprint } from "@/lib/crypto";
import { disable } from "@/lib/standing/mutations";
import { newToken } from "@/lib/tokens/rules";
import type { Scope } from "@/lib/tokens/schema";
import { importOf, privateThings } from "./belongings";
import { type Member, member } from "./members";

export const CALLERS = [
  ...(["anonymous", "stranger", "owner", "read", "write", "token", "ended"] as const),
  ...(["unconfirmed", "deleted", "disabled"] as const),
] as const;
export type Caller = (typeof CALLERS)[number];

/** Somebody whose things others try to get at, and who tries. */
export interface Scene {
  owner: Member;
  /** The headers by which the caller asks. */
  headers: Record<string, string>;
  /** What stands for itself in braces in an address or a field. */
  names: Record<string, string>;
  /** What nobody but the owner may ever read. */
  secrets: string[];
}

/**
 * What the browser of somebody who is signed in sends.
 *
 * @param secret signs the cookies of the site that is asked
 */
export const sessionCookie = async (sessionId: string, secret: string) => ({
  cookie: `mb.session=${await encode({ token: { sid: sessionId }, secret })}`,
});

/** @param secret signs the cookies of the site that is asked */
export async function setScene(db: Database, secret: string, caller: Caller): Promise<Scene> {
  const mark = randomUUID().slice(0, 8);
  const owner = await confirmed(db, `owner-${mark}`);
  const userAgent = `canary-agent-${mark}`;
  await db.update(sessions).set({ userAgent }).where(eq(sessions.userId, owner.id));
  const own = await token(db, owner.id, WHOLE, `canary-token-${mark}`);
  const [post] = await db
    .insert(posts)
    .values({ authorId: owner.id, body: "Hello", language: "en" })
    .returning();
  const importId = await importOf(db, owner.id, post?.id ?? 0);
  const exportId = await privateThings(db, owner.id, `canary-message-${mark}`);
  const isOwners = caller === "owner" || caller === "token";
  const asks = isOwners ? owner : await (caller === "unconfirmed" ? member : confirmed)(db, `other-${mark}`);
  return {
    owner,
    headers:
      caller === "token" ? bearer(own) : await headersOf(db, caller, asks, await cookieOf(asks, secret)),
    names: {
      owner: String(owner.id),
      name: owner.ctx.viewer.username,
      email: owner.email,
      post: String(post?.id),
      session: owner.sessionHash.slice(0, 16),
      tokenId: String(own.id),
      export: exportId,
      import: importId,
    },
    secrets: [owner.email, userAgent, `canary-token-${mark}`, `canary-message-${mark}`, owner.sessionHash],
  };
}

const WHOLE: Scope[] = ["read", "write", "account"];
const cookieOf = ({ sessionId }: Member, secret: string) => sessionCookie(sessionId, secret);
const bearer = ({ secret }: { secret: string }) => ({ authorization: `Bearer ${secret}` });

/** Somebody whose email is confirmed. */
async function confirmed(db: Database, username: string): Promise<Member> {
  const one = await member(db, username);
  await db.update(users).set({ emailConfirmedAt: sql`now()` }).where(eq(users.id, one.id));
  return one;
}

/** What somebody's request brings along, after what has happened to their session, token or account. */
async function headersOf(
  db: Database,
  caller: Exclude<Caller, "token">,
  { id }: Member,
  cookie: { cookie: string },
): Promise<Record<string, string>> {
  if (caller === "anonymous") return {};
  if (caller === "stranger" || caller === "owner") return cookie;
  if (caller === "read") return bearer(await token(db, id, ["read"]));
  if (caller === "write") return bearer(await token(db, id, WHOLE));
  const both = { ...cookie, ...bearer(await token(db, id, WHOLE, "", caller === "ended" ? -1 : undefined)) };
  if (caller === "ended") await db.delete(sessions).where(eq(sessions.userId, id));
  if (caller === "deleted") await db.delete(users).where(eq(users.id, id));
  if (caller === "disabled") await disable({ db, viewer: null }, id);
  return both;
}

/** @returns the token's secret and its id */
export async function token(db: Database, userId: number, scopes: Scope[], name = "", seconds = 3_600) {
  const secret = newToken();
  const expiresAt = sql`now() + make_interval(secs => ${seconds})`;
  const [row] = await db
    .insert(apiTokens)
    .values({ hash: fingerprint(secret), userId, scopes, name, expiresAt })
    .returning({ id: apiTokens.id });
  return { secret, id: row?.id };
}
