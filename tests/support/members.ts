import { eq } from "drizzle-orm";
import type { Database, Transaction } from "@/db/connection";
import { users } from "@/db/schema";
import { register } from "@/lib/accounts/mutations";
import type { ViewerContext } from "@/lib/context";
import { startSession } from "@/lib/sessions/mutations";
import { openSession } from "@/lib/sessions/queries";

export const PASSWORD = "correct horse battery";

/** Somebody who is signed in, with all they need to act. */
export interface Member {
  ctx: ViewerContext;
  id: number;
  email: string;
  sessionId: string;
  sessionHash: string;
}

/** Makes a member as the pages do, and signs them in. */
export async function member(db: Database | Transaction, username: string): Promise<Member> {
  const email = `${username}@example.org`;
  const anyone = { db, viewer: null };
  const input = { username, email, password: PASSWORD, passwordAgain: PASSWORD };
  const { id } = await register(anyone, input, { address: null, knownAccountId: null });
  const { sessionId } = await startSession(anyone, id, false, { userAgent: "", network: "" });
  const session = await openSession(anyone, sessionId);
  if (!session) throw new Error("the session is not open");
  return { ctx: { db, viewer: session.viewer }, id, email, sessionId, sessionHash: session.sessionHash };
}

export async function emailOf(db: Database | Transaction, id: number) {
  const [row] = await db.select().from(users).where(eq(users.id, id));
  return row && { email: row.email, isConfirmed: row.emailConfirmedAt !== null };
}
