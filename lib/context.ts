import type { Database, Transaction } from "@/db/connection";
import { isContention } from "@/db/outage";

/** The person who asks, proven by a session or a token. Only the doors in `lib/web` make one. */
export interface Viewer {
  id: number;
  username: string;
  displayName: string | null;
  locale: string | null;
  timeZone: string | null;
  theme: "auto" | "light" | "dark";
  hasConfirmedEmail: boolean;
}

/** What every operation needs to know: where the data is and who asks. */
export interface Context {
  db: Database | Transaction;
  viewer: Viewer | null;
}

export interface ViewerContext extends Context {
  viewer: Viewer;
}

const ATTEMPTS = 3;

/**
 * Runs `work` in one transaction and hands it a context bound to it. Deadlocks and serialization
 * failures are tried again (three attempts in all); a lost connection is not, because the commit may
 * have happened. No network call and no redirect belongs inside.
 */
export async function inTransaction<C extends Context, T>(ctx: C, work: (ctx: C) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.transaction((tx) => work({ ...ctx, db: tx }));
    } catch (error) {
      if (attempt === ATTEMPTS || !isContention(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 20 * (0.5 + Math.random())));
    }
  }
}
