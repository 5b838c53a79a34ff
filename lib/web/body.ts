import type { IncomingMessage, ServerResponse } from "node:http";
import { FILE_MAX_BYTES } from "../imports/schema";
import { links } from "../links";
import { isApi, refuse } from "./refusal";

/** Larger than any form without a file and any JSON body of the API. */
export const BODY_MAX_BYTES = 256 * 1024;
/** A file that is too large is told in a sentence by its own door; far beyond that it is cut off. */
const UPLOAD_MAX_BYTES = 2 * FILE_MAX_BYTES;
/** A file may take the framework's five minutes over a slow line. */
const BODY_WITHIN_MS = 20_000;

const isUpload = (request: IncomingMessage): boolean => request.url === links.importFile;
const maxOf = (request: IncomingMessage): number => (isUpload(request) ? UPLOAD_MAX_BYTES : BODY_MAX_BYTES);

/** Whether a body is too large by what it says of itself. */
export const isTooLarge = (request: IncomingMessage): boolean =>
  Number(request.headers["content-length"] ?? 0) > maxOf(request);

/**
 * Counts a body as it arrives, for its length may not have been stated, and reads along: where a form
 * is not UTF-8 the framework would put other characters in without a word.
 *
 * @param onWhole called when all of it is there, also when there is none
 */
export function inspectBody(request: IncomingMessage, response: ServerResponse, onWhole: () => void): void {
  const max = maxOf(request);
  const endWaiting = isUpload(request) ? () => undefined : waitFor(request, response);
  const isBinary = isApi(request) || isUpload(request);
  // Made with the first of it: most requests have no body, and streams would hold it for hours.
  let reader: TextDecoder | null = null;
  let received = 0;
  const push = request.push.bind(request);
  request.push = (chunk: Buffer | null) => {
    received += chunk?.length ?? 0;
    if (chunk === null) {
      endWaiting();
      onWhole();
    }
    if (chunk !== null && !isBinary) reader ??= new TextDecoder("utf-8", { fatal: true });
    const status = received > max ? 413 : isReadable(reader, chunk) ? null : 400;
    if (status === null) return push(chunk);
    if (!response.headersSent) refuse(request, response, status);
    return false;
  };
}

/** Lets a body take so long and no longer. @returns ends the waiting */
function waitFor(request: IncomingMessage, response: ServerResponse): () => void {
  const timer = setTimeout(() => {
    if (response.headersSent) request.destroy();
    else refuse(request, response, 408);
  }, BODY_WITHIN_MS).unref();
  const end = () => clearTimeout(timer);
  response.once("close", end);
  return end;
}

function isReadable(reader: TextDecoder | null, chunk: Buffer | null): boolean {
  try {
    reader?.decode(chunk ?? undefined, { stream: chunk !== null });
    return true;
  } catch {
    return false;
  }
}
