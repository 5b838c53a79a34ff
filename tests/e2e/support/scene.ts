import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { follow } from "@/lib/follows/mutations";
import { publish } from "@/lib/posts/mutations";
import type { Member } from "./member";

/** Writes a post in somebody's name. */
export const write = ({ ctx }: Member, body: string) => publish(ctx, { body, key: randomUUID() });

/** Writes `count` posts one after the other, named "title 1" and so on. */
export async function writeMany(member: Member, title: string, count: number, from = 1): Promise<string[]> {
  const bodies = Array.from({ length: count }, (_, index) => `${title} ${from + index}`);
  for (const body of bodies) await write(member, body);
  return bodies;
}

/** Makes one member follow others. */
export async function letFollow({ ctx }: Member, ...others: Member[]): Promise<void> {
  for (const { id } of others) await follow(ctx, id);
}

/** Writes a post as of another time. */
export async function writeAt(db: Database, member: Member, body: string, at: Date): Promise<void> {
  const when = at.toISOString();
  await db.execute(sql`
    insert into posts (id, author_id, body, created_at)
    values (next_post_id(${when}::timestamptz), ${member.id}, ${body}, ${when}::timestamptz)`);
}

/** What somebody has written, the newest first. */
export async function bodiesOf(db: Database, { id }: Member): Promise<string[]> {
  const rows = await db.execute<{ body: string }>(
    sql`select body from posts where author_id = ${id} order by id desc`,
  );
  return rows.map(({ body }) => body);
}
