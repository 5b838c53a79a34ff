import "server-only";
import { is, SQL, sql } from "drizzle-orm";
import type { Context } from "../context";
import { type Json, NOTIFICATIONS_CHANNEL, type NotificationName } from "./schema";

/**
 * Sets what a person's open pages are to know about one thing, in place of what they were told
 * before, and wakes them when the transaction commits. Belongs into the transaction of its cause.
 *
 * Notifications of one person are put in order by a lock of their row: each has a later timestamp
 * than every one that was committed before it, so a client that asks "since" misses none. Nothing
 * happens for an account that is gone.
 *
 * @param data any JSON value, or a jsonb expression to be reckoned in the same statement
 * @returns what they are told, null when nobody is there to be told
 */
export async function notify(
  ctx: Context,
  userId: number,
  name: NotificationName,
  data: Json | SQL,
): Promise<Json> {
  const payload = is(data, SQL) ? data : sql`${JSON.stringify(data)}::jsonb`;
  const [told] = await ctx.db.execute<{ data: string }>(sql`
    with person as (
      select id from users where id = ${userId} for no key update
    ), told as (
      insert into notifications (user_id, name, payload, timestamp)
      select id, ${name}, ${payload}, extract(epoch from clock_timestamp()) from person
      on conflict (user_id, name) do update set payload = excluded.payload, timestamp = excluded.timestamp
      returning *
    )
    select payload::text as data, pg_notify(${NOTIFICATIONS_CHANNEL}, json_build_object(
      'userId', user_id, 'name', name, 'data', payload, 'timestamp', timestamp)::text)
    from told`);
  return told ? JSON.parse(told.data) : null;
}
