import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { posts } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { whyNotWrite } from "../emails/rules";
import { env } from "../env";
import { notFound, Refusal } from "../errors";
import { KEPT_HOURS } from "../idempotency/schema";
import { enqueue } from "../jobs/enqueue";
import { languageFound } from "../languages/queries";
import { POSTS_CHANNEL } from "./schema";

/**
 * Writes a post, once for each `key`: a request that is sent again (a double click, a lost answer)
 * gives the first one's post. One statement, so one round trip and all or nothing. Open feeds are told.
 *
 * @param input.body text that has passed `postInput`
 * @throws Refusal `reused` when the key was used for another text within a day; `forbidden` where the site wants a
 *   confirmed address first
 */
export async function publish(
  ctx: ViewerContext,
  input: { body: string; key: string },
): Promise<{ id: number; isNew: boolean }> {
  const reason = whyNotWrite(ctx.viewer, env.requireConfirmedEmail);
  if (reason) throw new Refusal("forbidden", reason);
  return followedBySearch(
    ctx,
    (ctx) => publishOnce(ctx, input),
    ({ id, isNew }) => (isNew ? id : null),
  );
}

async function publishOnce(ctx: ViewerContext, input: { body: string; key: string }) {
  const mark = fingerprint(input.body);
  const written = { ...input, language: await languageFound(input.body) };
  const rows = await ctx.db.execute<Claim>(claim(ctx.viewer.id, written, mark)).catch(authorGone);
  // Two requests in the same instant: the loser waited for the winner but cannot see it in its snapshot.
  const [row] = rows.length > 0 ? rows : await ctx.db.execute<Claim>(claimed(ctx.viewer.id, input.key));
  if (!row) throw new Error("neither written nor claimed");
  if (row.fingerprint !== mark) throw new Refusal("reused", { key: "keyReused" });
  return { id: Number(row.id), isNew: row.is_new };
}

/** Whose post it became that was written with a key. */
interface Claim extends Record<string, unknown> {
  id: string;
  is_new: boolean;
  fingerprint: string;
}

interface Written {
  body: string;
  key: string;
  language: string | null;
}

const claim = (userId: number, { body, key, language }: Written, mark: string) => sql`
  with claim as (
    insert into idempotency_keys (user_id, key, fingerprint, result)
    values (${userId}, ${key}, ${mark}, to_jsonb(next_post_id(now())))
    on conflict (user_id, key) do update
      set fingerprint = excluded.fingerprint, result = excluded.result, created_at = excluded.created_at
      where idempotency_keys.created_at < now() - make_interval(hours => ${KEPT_HOURS})
    returning result
  ), written as (
    insert into posts (id, author_id, body, language)
    select claim.result::bigint, ${userId}, ${body}, ${language}::text from claim
    returning id, author_id
  )
  select id, true as is_new, ${mark}::text as fingerprint,
    pg_notify(${POSTS_CHANNEL}, json_build_object('postId', id, 'authorId', author_id)::text)::text as announced
  from written
  union all
  ${claimed(userId, key)}`;

const claimed = (userId: number, key: string) => sql`
  select result::bigint as id, false as is_new, fingerprint, null as announced
  from idempotency_keys where user_id = ${userId} and key = ${key}`;

/** The account was deleted while its owner was writing: as if it had never been there. */
function authorGone(error: unknown): never {
  throw violatedConstraint(error)?.endsWith("_users_id_fk") ? notFound() : error;
}

/**
 * Deletes one of the viewer's own posts for good.
 *
 * @throws Refusal `notFound` when there is none or it is somebody else's
 */
export async function deletePost(ctx: ViewerContext, postId: number): Promise<void> {
  const remove = async (ctx: ViewerContext) => {
    const deleted = await ctx.db
      .delete(posts)
      .where(and(eq(posts.id, postId), eq(posts.authorId, ctx.viewer.id)))
      .returning({ id: posts.id });
    if (deleted.length === 0) throw notFound();
  };
  return followedBySearch(ctx, remove, () => postId);
}

/**
 * Runs what writes or deletes a post. Where an index outside of the database has to follow, the job for
 * it is there when the writing commits and not otherwise.
 *
 * @param postOf the post that `work` has changed, or null where it has changed none
 */
function followedBySearch<C extends Context, T>(
  ctx: C,
  work: (ctx: C) => Promise<T>,
  postOf: (result: T) => number | null,
): Promise<T> {
  if (!env.meilisearchUrl) return work(ctx);
  return inTransaction(ctx, async (ctx) => {
    const result = await work(ctx);
    const postId = postOf(result);
    if (postId !== null) await enqueue(ctx, { kind: "search.sync", postId });
    return result;
  });
}
