import type { Database, Transaction } from "@/db/connection";
import { users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";

/** A member who is signed in, as the doors hand them to the operations. Their password opens nothing. */
export async function member(
  db: Database | Transaction,
  username: string,
  more: Partial<typeof users.$inferInsert> = {},
): Promise<ViewerContext> {
  const [viewer] = await db
    .insert(users)
    .values({ username, email: `${username}@example.com`, passwordHash: "none", ...more })
    .returning({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
      theme: users.theme,
    });
  if (!viewer) throw new Error("an insert returned no row");
  return { db, viewer };
}
