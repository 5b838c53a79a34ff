import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import type { Database } from "@/db/connection";
import {
  apiTokens,
  exportPieces,
  exportTasks,
  importedPosts,
  imports,
  messages,
  posts,
  sessions,
  users,
} from "@/db/schema";
import { fingerprint } from "@/lib/crypto";
import { newToken } from "@/lib/tokens/rules";
import type { Scope } from "@/lib/tokens/schema";
import { type Member, member } from "./members";

export const CALLERS = [
  ...(["anonymous", "stranger", "owner", "read", "write", "token", "ended"] as const),
  ...(["unconfirmed", "deleted"] as const),
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
  return both;
}

/** A note to oneself and an export with a file, which both say `text`. */
async function privateThings(db: Database, userId: number, text: string): Promise<string> {
  await db.insert(messages).values({ senderId: userId, recipientId: userId, body: text });
  const [made] = await db
    .insert(exportTasks)
    .values({ userId, state: "done", percent: 100, builtAt: new Date(), postCount: 1, byteSize: text.length })
    .returning({ id: exportTasks.id });
  const exportId = made?.id ?? "";
  await db.insert(exportPieces).values({ exportId, position: 0, content: Buffer.from(text) });
  return exportId;
}

/** An import that brought this post. */
async function importOf(db: Database, userId: number, postId: number): Promise<string> {
  const [made] = await db
    .insert(imports)
    .values({ userId, state: "done", fileName: "posts.json", total: 1, passed: 1, written: 1 })
    .returning({ id: imports.id });
  const importId = made?.id ?? "";
  await db.insert(importedPosts).values({ postId, importId, authorId: userId, sourceId: "a" });
  return importId;
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

/** All that belongs to somebody, in one line, without the notes of when they were here. */
export async function belongings(db: Database, userId: number): Promise<string> {
  const [row] = await db.execute<{ state: string }>(sql`select concat(
    (select u::text from (select id, username, display_name, email, password_hash, about_me, locale, theme,
      time_zone, email_confirmed_at from users where id = ${userId}) u),
    (select string_agg(p::text, ',' order by id) from posts p where author_id = ${userId}),
    (select string_agg(followee_id::text, ',' order by followee_id) from follows where follower_id = ${userId}),
    (select string_agg(concat(id, body), ',' order by id) from messages where sender_id = ${userId}),
    (select string_agg(concat(id, state), ',' order by id) from exports where user_id = ${userId}),
    (select string_agg(concat(id, state, is_seen), ',' order by id) from imports where user_id = ${userId}),
    (select string_agg(concat(id_hash, expires_at, user_agent), ',' order by id_hash) from sessions where user_id = ${userId}),
    (select string_agg(concat(id, name, scopes::text, expires_at), ',' order by id) from api_tokens where user_id = ${userId})
  ) as state`);
  return row?.state ?? "";
}
