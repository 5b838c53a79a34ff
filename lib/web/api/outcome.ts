import "server-only";
import { Unavailable } from "@/db/outage";
import { REFUSAL_STATUS, Refusal } from "../../errors";
import { log } from "../../log";
import { exchanges } from "../exchange";
import { done, nothing, read, refusal } from "./answer";
import type { Asker } from "./asker";
import type { Operation } from "./operation";
import { exhausted, rateHeaders } from "./rate-headers";
import { messageOf } from "./words";

/** What was done. `location` is where the new thing is. */
export interface Outcome<R> {
  body: R;
  location?: string;
}

/** The answer to what was done; without an outcome there is nothing to say. */
export function success(
  { success: { status } }: Operation,
  request: Request,
  { allowances }: Asker,
  outcome: Outcome<unknown> | undefined,
): Response {
  const headers = rateHeaders(allowances);
  if (!outcome) return nothing(headers);
  if (request.method === "GET" || request.method === "HEAD") return read(request, outcome.body, headers);
  if (outcome.location) headers.location = outcome.location;
  return done(status, outcome.body, headers);
}

const OUTAGE_RETRY_SECONDS = 5;

/** The answer of `work`, or to what it throws: a refusal, an outage, or a bug of ours. */
export async function guarded(operation: Operation, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refused(operation, error);
    if (error instanceof Unavailable) {
      return refusal(503, undefined, { "retry-after": String(OUTAGE_RETRY_SECONDS) });
    }
    const requestId = exchanges.getStore()?.requestId ?? "";
    log.error({ event: "api-failed", operation: operation.id, requestId, err: error });
    return refusal(500);
  }
}

// The status says it all, and the tutorial's answers have no message.
const SILENT = new Set(["badCredentials", "forbidden", "notFound"]);

async function refused({ access }: Operation, error: Refusal): Promise<Response> {
  const { retryAfterSeconds, limit } = error.details;
  const scheme = access === "password" ? "Basic" : "Bearer";
  return refusal(
    REFUSAL_STATUS[error.code],
    SILENT.has(error.reason.key) ? undefined : await messageOf(error),
    {
      ...(error.code === "unauthenticated" && {
        "www-authenticate": `${scheme} realm="Authentication Required"`,
      }),
      ...(retryAfterSeconds && { "retry-after": String(retryAfterSeconds) }),
      ...(limit && exhausted(limit, retryAfterSeconds ?? limit.windowSeconds)),
    },
  );
}
