import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";

/**
 * The file that an export of somebody's posts has to be, as the first edition's program wrote it:
 * Python's `json.dumps(..., indent=4)`, which escapes everything but ASCII.
 */
export async function expectedFile(db: Database, authorId: number): Promise<string> {
  const rows = await db.execute<{ body: string; timestamp: string }>(sql`
    select body, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as timestamp
    from posts where author_id = ${authorId} order by id`);
  const posts = rows.map(({ body, timestamp }) => ({
    body,
    timestamp: `${timestamp.replace(".000000", "")}Z`,
  }));
  const text = JSON.stringify({ posts }, null, 4);
  return text.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
