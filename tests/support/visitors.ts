import { encode } from "next-auth/jwt";
import type { Database } from "@/db/connection";
import { users } from "@/db/schema";
import { startSession } from "@/lib/sessions/mutations";
import { token } from "./callers";

/** Somebody who uses a site from outside, by browser and by program. */
export interface Visitor {
  id: number;
  username: string;
  email: string;
  cookie: { cookie: string };
  bearer: { authorization: string };
}

/** Makes members who are signed in, each with a token that may do everything. They have no password. */
export async function visitors(
  db: Database,
  { count, secret, prefix = "visitor" }: { count: number; secret: string; prefix?: string },
): Promise<Visitor[]> {
  const rows = Array.from({ length: count }, (_, number) => ({
    username: `${prefix}${number}`,
    email: `${prefix}${number}@example.org`,
    passwordHash: "none",
  }));
  const made = await db.insert(users).values(rows).returning();
  return Promise.all(
    made.map(async ({ id, username, email }) => {
      const origin = { userAgent: "", network: "" };
      const { sessionId } = await startSession({ db, viewer: null }, id, false, origin);
      const own = await token(db, id, ["read", "write", "account"]);
      const cookie = `mb.session=${await encode({ token: { sid: sessionId }, secret })}`;
      return { id, username, email, cookie: { cookie }, bearer: { authorization: `Bearer ${own.secret}` } };
    }),
  );
}
