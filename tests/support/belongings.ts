import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { exportPieces, exportTasks, importedPosts, imports, messages } from "@/db/schema";

/** A note to oneself and an export with a file, which both say `text`. */
export async function privateThings(db: Database, userId: number, text: string): Promise<string> {
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
export async function importOf(db: Database, userId: number, postId: number): Promise<string> {
  const [made] = await db
    .insert(imports)
    .values({ userId, state: "done", fileName: "posts.json", total: 1, passed: 1, written: 1 })
    .returning({ id: imports.id });
  const importId = made?.id ?? "";
  await db.insert(importedPosts).values({ postId, importId, authorId: userId, sourceId: "a" });
  return importId;
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
