import "server-only";
import { Unavailable } from "@/db/outage";
import type { ViewerContext } from "../context";
import type { OpenSession } from "../sessions/queries";
import { readSession } from "./session";
import { contextOf } from "./visit";

const RETRY_SECONDS = "5";

const refuse = (status: number, error: string, headers?: HeadersInit) =>
  Response.json({ error }, { status, headers: { "cache-control": "private, no-store", ...headers } });

/**
 * An address that the scripts of our own pages ask. Whoever is not signed in is told so instead of
 * being sent to sign in, so that a page can stop asking. Being asked is no visit: it moves no clock.
 */
export function fetched(
  run: (ctx: ViewerContext, request: Request, session: OpenSession) => Promise<Response>,
) {
  return async (request: Request): Promise<Response> => {
    try {
      const session = await readSession();
      if (!session) return refuse(401, "Unauthorized");
      return await run(contextOf(session), request, session);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return refuse(503, "Service Unavailable", { "retry-after": RETRY_SECONDS });
    }
  };
}

/** Not there, or not the viewer's to see. */
export const notThere = (): Response => refuse(404, "Not Found");

/** What does not work at the moment; the page asks in another way meanwhile. */
export const tryLater = (): Response => refuse(503, "Service Unavailable", { "retry-after": RETRY_SECONDS });
