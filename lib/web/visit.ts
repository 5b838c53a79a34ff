import "server-only";
import { headers } from "next/headers";
import { after } from "next/server";
import { cache } from "react";
import type { ViewerContext } from "../context";
import { database } from "../database";
import { log } from "../log";
import { noteSeen } from "../people/mutations";
import type { OpenSession } from "../sessions/queries";
import { askedBy } from "./exchange";
import { type Flash, parseFlash } from "./flash-cookie";
import { keepAlive, readSession } from "./session";

/** A request for a page, and who makes it. */
export interface Visit {
  session: OpenSession | null;
  /** Why nobody can say who it is: an outage, or a bug. Not the same as nobody. */
  failure: unknown;
  /** Path and query of the page, as the proxy saw it. */
  path: string;
  /** A prefetch is not a visit in person, nor is the card that appears over a name. */
  isInPerson: boolean;
  flash: Flash | null;
}

/** The current visit, found out once for each request. Never throws, so that whatever fails is told in the site's layout. */
export const currentVisit = cache(async (): Promise<Visit> => {
  const given = await headers();
  const path = given.get("x-microblog-path") ?? "/";
  const isCard = /^\/user\/[^/]+\/popup(\?|$)/.test(path);
  const isInPerson = !isCard && !given.has("next-router-prefetch") && given.get("purpose") !== "prefetch";
  const about = { path, isInPerson, flash: parseFlash(given.get("x-microblog-flash") ?? undefined) };
  try {
    const session = await readSession();
    if (session) askedBy(session.viewer.id);
    return { ...about, session, failure: null };
  } catch (error) {
    return { ...about, session: null, failure: error };
  }
});

/** The context of somebody whose session is open. */
export const contextOf = (session: OpenSession): ViewerContext => ({
  db: database(),
  viewer: session.viewer,
});

const SEEN_SECONDS = 60;

/** Notes, after the answer has gone out, that the viewer was here: at most one write a minute. */
export function notePresence(session: OpenSession): void {
  after(async () => {
    try {
      if (session.unseenForSeconds > SEEN_SECONDS) await noteSeen(contextOf(session));
      await keepAlive(session);
    } catch (error) {
      log.warn({ event: "presence-not-noted", reason: (error as Error).name });
    }
  });
}
