import type { IncomingMessage, ServerResponse } from "node:http";
import { isApi, refuse } from "./refusal";

/** Larger than any form and any JSON body of the API. */
export const BODY_MAX_BYTES = 256 * 1024;

/**
 * Counts a body as it arrives, for its length may not have been stated, and reads along: where a form
 * is not UTF-8 the framework would put other characters in without a word.
 *
 * @param onWhole called when all of it is there, also when there is none
 */
export function inspectBody(request: IncomingMessage, response: ServerResponse, onWhole: () => void): void {
  const reader = isApi(request) ? null : new TextDecoder("utf-8", { fatal: true });
  let received = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null) => {
    received += chunk?.length ?? 0;
    if (chunk === null) onWhole();
    const status = received > BODY_MAX_BYTES ? 413 : isReadable(reader, chunk) ? null : 400;
    if (status === null) return push(chunk);
    if (!response.headersSent) refuse(request, response, status);
    return false;
  };
}

function isReadable(reader: TextDecoder | null, chunk: Buffer | null): boolean {
  try {
    reader?.decode(chunk ?? undefined, { stream: chunk !== null });
    return true;
  } catch {
    return false;
  }
}
