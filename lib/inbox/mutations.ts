import "server-only";
import { and, eq, lt, type SQL, sql } from "drizzle-orm";
import { users } from "@/db/schema";
import { type Context, inTransaction, type ViewerContext } from "../context";
import { whyNotWrite } from "../emails/rules";
import { env } from "../env";
import { notFound, Refusal } from "../errors";
import { once } from "../idempotency/mutations";
import { notify } from "../notifications/mutations";
import { unreadOfUser } from "../people/queries";
import { unreadCount } from "./queries";
import type { MessageInput } from "./schema";

/**
 * Sends a private message and tells the recipient's open pages, once for each `key`.
 *
 * The recipient's row is locked while the message is written. So their messages get their ids in the
 * order in which they become visible, which the mark of what was read relies on, and the count that
 * is told includes every message before this one.
 *
 * @param input what has passed `messageInput`
 * @throws Refusal `notFound`; `reused` when the key was used for another message; `forbidden` where
 *   the site wants a confirmed address first
 */
export async function send(
  ctx: ViewerContext,
  { recipientId, message, key }: MessageInput,
): Promise<{ id: number; recipient: { username: string } }> {
  const reason = whyNotWrite(ctx.viewer, env.requireConfirmedEmail);
  if (reason) throw new Refusal("forbidden", reason);
  const request = { userId: ctx.viewer.id, key, content: `${recipientId}\n${message}`, waits: true };
  return once(ctx, request, async (ctx) => {
    const [recipient] = await ctx.db
      .select({ username: users.username })
      .from(users)
      .where(eq(users.id, recipientId));
    const [sent] = await ctx.db.execute<{ id: string }>(sql`
      with locked as (
        select id from users where id = ${recipientId} for no key update
      )
      insert into messages (sender_id, recipient_id, body)
      select ${ctx.viewer.id}, id, ${message} from locked
      returning id`);
    if (!recipient || !sent) throw notFound();
    await tellUnread(ctx, recipientId);
    return { id: Number(sent.id), recipient };
  });
}

/** The newest message the viewer has received. */
const newest = (ctx: ViewerContext) =>
  sql`(select max(m.id) from messages m where m.recipient_id = ${ctx.viewer.id})`;

/**
 * Marks everything the viewer has received as read, as opening the inbox does.
 *
 * @returns how many are unread now: none, but for what arrives at this moment
 */
export const markAllRead = (ctx: ViewerContext): Promise<number> => markRead(ctx, newest(ctx));

/**
 * Marks what somebody wrote to the viewer as read, as opening the conversation with them does. There
 * is one mark for everything: it stops below the first unread message of anybody else, for that one
 * must not count as read.
 *
 * @returns how many are unread now
 */
export function markConversationRead(ctx: ViewerContext, personId: number): Promise<number> {
  const beforeOthers = sql`(
    select min(m.id) - 1 from messages m
    where m.recipient_id = ${ctx.viewer.id} and m.id > users.last_read_message_id
      and m.sender_id is distinct from ${personId})`;
  return markRead(ctx, sql`coalesce(${beforeOthers}, ${newest(ctx)})`);
}

function markRead(ctx: ViewerContext, mark: SQL): Promise<number> {
  return inTransaction(ctx, async (ctx) => {
    const moved = await ctx.db
      .update(users)
      .set({ lastReadMessageId: mark })
      .where(and(eq(users.id, ctx.viewer.id), lt(users.lastReadMessageId, mark)))
      .returning({ id: users.id });
    return moved.length === 0 ? unreadCount(ctx, ctx.viewer.id) : tellUnread(ctx, ctx.viewer.id);
  });
}

async function tellUnread(ctx: Context, userId: number): Promise<number> {
  const count = sql`(select to_jsonb(${unreadOfUser}) from users where users.id = ${userId})`;
  return Number(await notify(ctx, userId, "unread_message_count", count));
}
