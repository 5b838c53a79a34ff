import "server-only";
import { Unavailable } from "@/db/outage";
import type { Viewer } from "../context";
import { type ListedPerson, suggestions } from "../follows/queries";
import { log } from "../log";
import { contextOf, currentVisit } from "./visit";

/** Who looks at the page and whom they may like to follow; what fails leaves the column empty, not the page. */
export async function suggestionsFor(): Promise<{ viewer: Viewer | null; people: ListedPerson[] }> {
  const { session } = await currentVisit();
  if (!session) return { viewer: null, people: [] };
  try {
    return { viewer: session.viewer, people: await suggestions(contextOf(session)) };
  } catch (error) {
    if (!(error instanceof Unavailable)) log.error({ event: "suggestions-failed", err: error });
    return { viewer: session.viewer, people: [] };
  }
}
