import "server-only";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import type { ReactNode } from "react";
import { FlashMessage } from "@/components/flash-message";
import { FailureNotice, OutageNotice } from "@/components/notice";
import { Unavailable } from "@/db/outage";
import type { ViewerContext } from "../context";
import { Refusal } from "../errors";
import { links } from "../links";
import { log } from "../log";
import type { OpenSession } from "../sessions/queries";
import { answerWith, exchanges } from "./exchange";
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

/**
 * A page for members. Anonymous visitors are sent to sign in and come back; an outage is a 503 in
 * the site's layout, a bug a 500 with the request's id, a `notFound` refusal a 404.
 */
export function viewerPage<Params = Record<string, never>>(
  draw: (ctx: ViewerContext, request: PageRequest<Params>, session: OpenSession) => Promise<ReactNode>,
) {
  return (props: PageProps<Params>) =>
    answer(async () => {
      const visit = await currentVisit();
      if (visit.outage) throw visit.outage;
      if (!visit.session) redirect(links.signInFor(visit.path));
      if (visit.isInPerson) notePresence(visit.session);
      const request = { params: await props.params, search: await props.searchParams };
      return withFlash(visit, await draw(contextOf(visit.session), request, visit.session));
    });
}

/** A page for people who are not signed in; members are sent home. */
export function guestPage<Params = Record<string, never>>(
  draw: (request: PageRequest<Params>) => Promise<ReactNode>,
) {
  return (props: PageProps<Params>) =>
    answer(async () => {
      const visit = await currentVisit();
      if (visit.outage) throw visit.outage;
      if (visit.session) redirect(links.home);
      const request = { params: await props.params, search: await props.searchParams };
      return withFlash(visit, await draw(request));
    });
}

/** What happened before this page was asked for is told on it first, whichever page it is. */
const withFlash = ({ flash }: Visit, page: ReactNode): ReactNode => (
  <>
    {flash && <FlashMessage flash={flash} />}
    {page}
  </>
);

async function answer(draw: () => Promise<ReactNode>): Promise<ReactNode> {
  try {
    return await draw();
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof Refusal && error.code === "notFound") notFound();
    if (error instanceof Unavailable) {
      answerWith(503, OUTAGE_RETRY_SECONDS);
      return <OutageNotice />;
    }
    const requestId = exchanges.getStore()?.requestId ?? "";
    log.error({ event: "page-failed", requestId, err: error });
    answerWith(500);
    return <FailureNotice requestId={requestId} />;
  }
}
