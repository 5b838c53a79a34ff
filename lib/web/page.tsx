import "server-only";
import { redirect, unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { Unavailable } from "@/db/outage";
import type { ViewerContext } from "../context";
import { Refusal } from "../errors";
import { reportFailure } from "../jobs/report";
import { links } from "../links";
import type { OpenSession } from "../sessions/queries";
import { answerWith, exchanges } from "./exchange";
import type { Flash } from "./flash-cookie";
import { contextOf, currentVisit, notePresence, type Visit } from "./visit";

type Search = Record<string, string | string[] | undefined>;

/** What a page is asked for: the parts of its path and its query. */
export interface PageRequest<Params> {
  params: Params;
  search: Search;
}

interface PageProps<Params> {
  params: Promise<Params>;
  searchParams: Promise<Search>;
}

const OUTAGE_RETRY_SECONDS = 5;

/** How the site looks where no page of its own is drawn; `app/doors.tsx` gives the components for it. */
interface Drawings {
  /** What happened before this page was asked for. */
  Flash: (told: { flash: Flash }) => ReactNode;
  /** Nothing at this address. The framework's own `notFound` draws nothing without a script. */
  Nothing: () => ReactNode;
  /** The database cannot be asked. */
  Outage: () => ReactNode;
  /** A bug. The id finds it in the log. */
  Failure: (event: { requestId: string }) => ReactNode;
}

type Draw<Asked extends unknown[]> = (...asked: Asked) => Promise<ReactNode>;

/** The doors behind which every page of the site is drawn. */
export const pageDoors = (drawings: Drawings) => ({
  /**
   * A page for members. Anonymous visitors are sent to sign in and come back; an outage is a 503 in
   * the site's layout, a bug a 500 with the request's id, a `notFound` refusal or null for a page a 404.
   */
  viewerPage<Params = Record<string, never>>(draw: Draw<[ViewerContext, PageRequest<Params>, OpenSession]>) {
    return (props: PageProps<Params>) =>
      answer(drawings, async (visit) => {
        if (!visit.session) redirect(links.signInFor(visit.path));
        if (visit.isInPerson) notePresence(visit.session);
        return draw(contextOf(visit.session), await requestOf(props), visit.session);
      });
  },

  /** A page for people who are not signed in; members are sent home. */
  guestPage<Params = Record<string, never>>(draw: Draw<[PageRequest<Params>]>) {
    return (props: PageProps<Params>) =>
      answer(drawings, async (visit) => {
        if (visit.session) redirect(links.home);
        return draw(await requestOf(props));
      });
  },

  /** A page for anybody, signed in or not. */
  openPage<Params = Record<string, never>>(draw: Draw<[PageRequest<Params>]>) {
    return (props: PageProps<Params>) => answer(drawings, async () => draw(await requestOf(props)));
  },
});

const requestOf = async <Params,>(props: PageProps<Params>): Promise<PageRequest<Params>> => ({
  params: await props.params,
  search: await props.searchParams,
});

async function answer(drawings: Drawings, draw: Draw<[Visit]>): Promise<ReactNode> {
  try {
    const visit = await currentVisit();
    if (visit.failure) throw visit.failure;
    return withFlash(drawings, visit, (await draw(visit)) ?? nothingHere(drawings));
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Refusal && error.code === "notFound") return nothingHere(drawings);
    if (error instanceof Unavailable) {
      answerWith(503, OUTAGE_RETRY_SECONDS);
      return <drawings.Outage />;
    }
    const requestId = exchanges.getStore()?.requestId ?? "";
    reportFailure("page-failed", error, { requestId });
    answerWith(500);
    return <drawings.Failure requestId={requestId} />;
  }
}

function nothingHere({ Nothing }: Drawings): ReactNode {
  answerWith(404);
  return <Nothing />;
}

/** What happened before this page was asked for is told on it first, whichever page it is. */
const withFlash = ({ Flash }: Drawings, { flash }: Visit, page: ReactNode): ReactNode => (
  <>
    {flash && <Flash flash={flash} />}
    {page}
  </>
);
