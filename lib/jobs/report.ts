import "server-only";
import { Unavailable } from "@/db/outage";
import { database } from "../database";
import { env } from "../env";
import { noteFailure } from "../failures/mutations";
import { log } from "../log";
import { loggedError } from "../log-error";

/**
 * Says that something unexpected has happened: a line in the log, and a mail to ADMINS.
 *
 * @param event what could not be done
 * @param facts ids that help to find out more, for the log
 */
export function reportFailure(
  event: string,
  error: unknown,
  facts: { requestId?: string } & Record<string, unknown> = {},
): void {
  log.error({ event, ...facts, err: error });
  // Without the database there is no queue to put the mail into; /readyz says so.
  if (env.admins.length === 0 || error instanceof Unavailable) return;
  const { type, message, frames } = loggedError(error);
  const note = {
    event,
    type,
    message,
    frames,
    requestId: facts.requestId ?? "",
    at: new Date().toISOString(),
  };
  noteFailure({ db: database(), viewer: null }, note).catch((reason: Error) =>
    log.warn({ event: "failure-not-told", err: reason }),
  );
}
