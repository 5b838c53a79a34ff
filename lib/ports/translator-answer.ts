import type { z } from "zod";
import { PermanentFailure, secondsToWait, TemporaryFailure } from "./contracts";

/** Somebody looks at a spinner meanwhile. */
export const TRANSLATION_DEADLINE_MS = 5_000;
/** Many times what a post can become. */
const ANSWER_MAX_BYTES = 256 * 1024;

// Wrong keys (401, 403) are the operator's to mend, and no reader's fault.
const LATER = new Set([401, 403, 408, 425, 429]);
const isLater = (status: number) => status >= 500 || LATER.has(status);

interface Asked {
  /** As people know it. */
  service: string;
  url: URL;
  headers?: Record<string, string>;
  body: unknown;
  /** For all of it. */
  deadlineMs?: number;
}

/**
 * Asks a translator by POST and reads its answer, with or without a byte order mark.
 *
 * @param schema what a good answer looks like
 * @throws TemporaryFailure when there is none in time or it is not understood, PermanentFailure for a refusal
 */
export async function answerOf<S extends z.ZodType>(
  { service, url, headers = {}, body, deadlineMs = TRANSLATION_DEADLINE_MS }: Asked,
  schema: S,
): Promise<z.output<S>> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json", ...headers },
      body: JSON.stringify(body),
      redirect: "error",
      signal,
    });
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await bytesOf(response));
    const what = `${service} answers ${response.status}`;
    if (isLater(response.status)) {
      throw new TemporaryFailure(what, secondsToWait(response.headers.get("retry-after")));
    }
    if (!response.ok) throw new PermanentFailure(what);
    return schema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof TemporaryFailure || error instanceof PermanentFailure) throw error;
    throw new TemporaryFailure(`${service} gives no answer that is understood`, undefined, { cause: error });
  }
}

async function bytesOf(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > ANSWER_MAX_BYTES) throw new Error("longer than any answer");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
