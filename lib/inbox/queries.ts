import "server-only";
import { eq, type SQL, sql } from "drizzle-orm";
import { type Cursor, type Direction, keysetPage, type Page } from "@/db/keyset";
import { messages, users } from "@/db/schema";
import type { Context, ViewerContext } from "../context";
import { env } from "../env";
import { type Person, personColumns, personOf, unreadOfUser } from "../people/queries";

/** A private message as one of its two people sees it. */
export interface MessageView {
  id: number;
  body: string;
  createdAt: Date;
  /** Whether the viewer wrote it. */
  isMine: boolean;
  /** The other side; null when the account was deleted. */
  person: Person | null;
}

const messageColumns = { id: messages.id, body: messages.body, createdAt: messages.createdAt };

/** How many messages a person has not read. */
export async function unreadCount(ctx: Context, userId: number): Promise<number> {
  const [row] = await ctx.db.select({ count: unreadOfUser }).from(users).where(eq(users.id, userId));
  return row?.count ?? 0;
}

/** What the viewer received, newest first. */
export const inbox = (ctx: ViewerContext, cursor: Cursor): Promise<Page<MessageView>> =>
  listOf(ctx, cursor, { mine: messages.recipientId, theirs: messages.senderId });

/** What the viewer sent, newest first. */
export const sentMessages = (ctx: ViewerContext, cursor: Cursor): Promise<Page<MessageView>> =>
  listOf(ctx, cursor, { mine: messages.senderId, theirs: messages.recipientId });

type SideColumn = typeof messages.recipientId | typeof messages.senderId;

function listOf(
  ctx: ViewerContext,
  cursor: Cursor,
  side: { mine: SideColumn; theirs: SideColumn },
): Promise<Page<MessageView>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) => {
    const rows = await ctx.db
      .select({ ...messageColumns, person: personColumns })
      .from(messages)
      .leftJoin(users, eq(users.id, side.theirs))
      .where(sql`${side.mine} = ${ctx.viewer.id} and ${beyond(messages.id, direction, id)}`)
      .orderBy(ordered(messages.id, direction))
      .limit(limit);
    const isMine = side.mine === messages.senderId;
    return rows.map((row) => ({ ...row, isMine, person: row.person && personOf(row.person) }));
  });
}

/**
 * What the viewer and somebody wrote to each other, newest first. Two index probes a page, at every
 * depth and however much either of them writes to others.
 */
export function conversationWith(
  ctx: ViewerContext,
  person: Person,
  cursor: Cursor,
): Promise<Page<MessageView>> {
  return keysetPage(cursor, env.postsPerPage, async (direction, id, limit) => {
    const rows = await ctx.db
      .select({ ...messageColumns, senderId: messages.senderId })
      .from(messages)
      .where(sql`${messages.id} in (${conversationIds(ctx.viewer.id, person.id, direction, id, limit)})`)
      .orderBy(ordered(messages.id, direction));
    return rows.map(({ senderId, ...message }) => ({
      ...message,
      isMine: senderId === ctx.viewer.id,
      person,
    }));
  });
}

/** The ids of one page of a conversation: the nearest of each direction, merged. */
function conversationIds(
  viewerId: number,
  personId: number,
  direction: Direction,
  id: number,
  limit: number,
): SQL {
  const nearest = ordered(sql`m.id`, direction);
  // `union` and not `union all`: in notes to oneself both directions are the same.
  return sql`
    select m.id
    from (
      select ${viewerId}::bigint as sender_id, ${personId}::bigint as recipient_id
      union
      select ${personId}::bigint, ${viewerId}::bigint
    ) way
    cross join lateral (
      select m.id from messages m
      where m.sender_id = way.sender_id and m.recipient_id = way.recipient_id
        and ${beyond(sql`m.id`, direction, id)}
      order by ${nearest} limit ${limit}
    ) m
    order by ${nearest} limit ${limit}`;
}

type Id = typeof messages.id | SQL;

const beyond = (column: Id, direction: Direction, id: number): SQL =>
  direction === "older" ? sql`${column} < ${id}` : sql`${column} > ${id}`;

const ordered = (column: Id, direction: Direction): SQL =>
  direction === "older" ? sql`${column} desc` : sql`${column} asc`;
