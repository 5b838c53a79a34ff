import "server-only";
import type { Database } from "@/db/connection";
import type { Context } from "../context";
import type { Mail, Relay } from "../ports/contracts";
import type { SearchCopy } from "../ports/search-contract";
import type { JobContext } from "./context";
import { handle } from "./handlers";
import { whenReachable } from "./pauses";
import type { Work } from "./run";
import { type Envelope, eventOf } from "./schema";

/** What handlers are given beside the database. */
export interface Services {
  mail: Mail;
  search?: SearchCopy | null;
}

type Step = JobContext["step"];

/** The context of one job: services that fail are left alone for a while by everybody. */
export function contextOf(
  db: Database,
  services: Services,
  envelope: Pick<Envelope, "id" | "requestedAt">,
  signal: AbortSignal,
  step: Step = (_, work) => work(),
): JobContext {
  const ctx: Context = { db, viewer: null };
  return {
    db,
    viewer: null,
    jobId: envelope.id,
    requestedAt: new Date(envelope.requestedAt),
    // A step of its own: what has been sent is not sent again when something later fails.
    mail: {
      send: (message) =>
        step(`mail ${message.key}`, () => whenReachable(ctx, "mail", () => services.mail.send(message))),
    },
    search: services.search ? whenSearchable(ctx, services.search) : null,
    signal,
    step,
  };
}

/** The same index, left alone by everybody while it fails. */
function whenSearchable(ctx: Context, search: SearchCopy): SearchCopy {
  const guarded =
    <Given extends unknown[], T>(call: (...given: Given) => Promise<T>) =>
    (...given: Given) =>
      whenReachable(ctx, "search", () => call(...given));
  return {
    index: guarded(search.index),
    remove: guarded(search.remove),
    query: guarded(search.query),
    reindex: guarded(search.reindex),
    idsBetween: guarded(search.idsBetween),
  };
}

/** Does jobs here, in this process. */
export const workHere =
  (db: Database, services: Services): Work =>
  (envelope, signal) =>
    handle(contextOf(db, services, envelope, signal), envelope.job);

/** Hands jobs over to a service that runs them. */
export const workElsewhere =
  (db: Database, relay: Relay): Work =>
  (envelope) =>
    whenReachable({ db, viewer: null }, "inngest", () => relay.send(eventOf(envelope)));
