import { randomUUID } from "node:crypto";
import type { Database, Transaction } from "@/db/connection";
import { users } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { publish } from "@/lib/posts/mutations";

/** As many people as names, in the same order. */
type Each<Names extends string[]> = { [Index in keyof Names]: ViewerContext };

/** Makes people at once, without a password and without signing in: for what does not ask for either. */
export async function people<Names extends string[]>(
  db: Database | Transaction,
  ...usernames: Names
): Promise<Each<Names>> {
  const rows = await db
    .insert(users)
    .values(
      usernames.map((username) => ({ username, email: `${username}@example.org`, passwordHash: "none" })),
    )
    .returning();
  return rows.map(({ passwordHash: _, ...viewer }) => ({
    db,
    viewer: { ...viewer, hasConfirmedEmail: false },
  })) as Each<Names>;
}

/** Writes posts, the oldest first, and gives their ids. */
export async function write(ctx: ViewerContext, ...bodies: string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const body of bodies) ids.push((await publish(ctx, { body, key: randomUUID() })).id);
  return ids;
}
