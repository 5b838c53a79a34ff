import { type EnqueuedTaskPromise, MeilisearchApiError } from "meilisearch";
import { PermanentFailure, secondsToWait, TemporaryFailure } from "./contracts";

/** A job's own time is two minutes; settings of a large index take a while. */
const TASK_DEADLINE_MS = 60_000;
const LOOK_MS = 50;

/**
 * Waits until the server has done what it has only taken so far.
 *
 * @param tolerated codes of errors that mean it was done before
 */
export async function done(enqueued: EnqueuedTaskPromise, tolerated: string[] = []): Promise<void> {
  const { status, error } = await enqueued.waitTask({ timeout: TASK_DEADLINE_MS, interval: LOOK_MS });
  if (status === "succeeded" || tolerated.includes(error?.code ?? "")) return;
  const what = `Meilisearch did not do it: ${status} ${error?.code ?? ""}`;
  // Its own troubles (a full disk, say) pass; a document it cannot take stays what it is.
  throw error?.type === "invalid_request" ? new PermanentFailure(what) : new TemporaryFailure(what);
}

// A missing index or a wrong key are mended by whoever runs the server.
const LATER = new Set([401, 403, 404, 408, 425, 429]);
const isLater = (status: number) => status >= 500 || LATER.has(status);

/** Runs calls of the client and says of what they throw whether it passes. */
export async function orFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TemporaryFailure || error instanceof PermanentFailure) throw error;
    if (!(error instanceof MeilisearchApiError)) {
      throw new TemporaryFailure("Meilisearch gives no answer that is understood", undefined, {
        cause: error,
      });
    }
    const { status, headers } = error.response;
    const what = `Meilisearch answers ${status} ${error.cause?.code ?? ""}`;
    if (!isLater(status)) throw new PermanentFailure(what);
    throw new TemporaryFailure(what, secondsToWait(headers.get("retry-after")));
  }
}
