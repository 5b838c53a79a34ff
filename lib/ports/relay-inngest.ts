import { PermanentFailure, type Relay, secondsToWait, TemporaryFailure } from "./contracts";

const DEADLINE_MS = 5_000;

/**
 * Sends events to Inngest by its HTTP interface. Not by its client: that has no deadline, repeats a
 * refused call five times at once, and does not tell how long the service asks to wait.
 */
export function inngestRelay(baseUrl: string, eventKey: string, deadlineMs = DEADLINE_MS): Relay {
  const url = new URL(`/e/${encodeURIComponent(eventKey)}`, baseUrl);
  return {
    send: async ({ id, name, data }) => {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify([{ id, name, data, ts: Date.now() }]),
        redirect: "error",
        signal: AbortSignal.timeout(deadlineMs),
      }).catch(unreachable);
      await answer.body?.cancel();
      if (answer.ok) return;
      const what = `Inngest answers ${answer.status}`;
      // A key it does not know is the operator's to mend; jobs wait.
      if (answer.status === 400 || answer.status === 413) throw new PermanentFailure(what);
      throw new TemporaryFailure(what, secondsToWait(answer.headers.get("retry-after")));
    },
  };
}

function unreachable(error: Error): never {
  throw new TemporaryFailure(`Inngest is not to be reached (${error.name})`);
}
