import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { oneTimeTokens, users } from "@/db/schema";
import type { Context } from "../context";
import { fingerprint } from "../crypto";
import type { ProofState, Purpose } from "./schema";

/** A link somebody has followed, and whose it is. */
export interface Proof {
  state: ProofState;
  userId: number | null;
  username: string;
  /** The address the link was sent to. */
  email: string;
}

const NOBODY: Proof = { state: "unknown", userId: null, username: "", email: "" };

/** What has become of a link. Looking does not use it up. */
export async function proofBehind(ctx: Context, purpose: Purpose, secret: string): Promise<Proof> {
  const [row] = await ctx.db
    .select({
      userId: users.id,
      username: users.username,
      email: oneTimeTokens.email,
      state: sql<ProofState>`case
        when ${oneTimeTokens.usedAt} is not null then 'used'
        when ${oneTimeTokens.replacedAt} is not null then 'replaced'
        when ${oneTimeTokens.expiresAt} <= now() then 'expired'
        else 'open' end`,
    })
    .from(oneTimeTokens)
    .innerJoin(users, eq(users.id, oneTimeTokens.userId))
    .where(and(eq(oneTimeTokens.hash, fingerprint(secret)), eq(oneTimeTokens.purpose, purpose)));
  return row ?? NOBODY;
}
