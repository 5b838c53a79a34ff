import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as WebStream } from "node:stream/web";
import { Busboy, type BusboyFileStream, type BusboyHeaders } from "@fastify/busboy";
import { cookies } from "next/headers";
import { Unavailable } from "@/db/outage";
import type { ViewerContext } from "../context";
import { type ReasonKey, Refusal } from "../errors";
import { links } from "../links";
import { askedBy } from "./exchange";
import { tryLater } from "./fetched";
import { type Flash, storeFlash } from "./flash-cookie";
import { isForged } from "./origin";
import { readSession } from "./session";
import { contextOf } from "./visit";

/** A file of a form while it is being sent. */
export interface SentFile {
  /** As its sender calls it; never a path of ours. */
  name: string;
  content: AsyncIterable<Uint8Array>;
}

interface Upload {
  /** The field that holds the file. */
  field: string;
  maxBytes: number;
  /** The page with the form, where the outcome is told. */
  page: string;
  told: { none: Flash; tooLarge: Flash; interrupted: Flash } & Partial<Record<ReasonKey, Flash>>;
}

/** What stands around the file in its form. */
const FORM_BYTES = 16 * 1024;

/**
 * A form with one file, for members. The file is handed on as it arrives and never held as a whole.
 * Works without a script: the answer leads back to the page with the form, which tells the outcome.
 */
export function uploaded(upload: Upload, take: (ctx: ViewerContext, file: SentFile) => Promise<Flash>) {
  return async (request: Request): Promise<Response> => {
    if (isForged(request.method, request.headers)) return new Response("Forbidden\n", { status: 403 });
    try {
      const session = await readSession();
      if (!session) return seeOther(links.signInFor(upload.page));
      askedBy(session.viewer.id);
      storeFlash(await cookies(), await outcomeOf(upload, request, take, contextOf(session)));
      return seeOther(upload.page);
    } catch (error) {
      if (error instanceof Unavailable) return tryLater();
      throw error;
    }
  };
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });

class Interrupted extends Error {}
class TooLarge extends Error {}

async function outcomeOf(
  { field, maxBytes, told }: Upload,
  request: Request,
  take: (ctx: ViewerContext, file: SentFile) => Promise<Flash>,
  ctx: ViewerContext,
): Promise<Flash> {
  if (Number(request.headers.get("content-length")) > maxBytes + FORM_BYTES) return told.tooLarge;
  try {
    return (await receive(request, field, maxBytes, (file) => take(ctx, file))) ?? told.none;
  } catch (error) {
    if (error instanceof TooLarge) return told.tooLarge;
    if (error instanceof Interrupted) return told.interrupted;
    const flash = error instanceof Refusal ? told[error.reason.key] : undefined;
    if (flash) return flash;
    throw error;
  }
}

/** Reads a form up to its end, whatever becomes of the file: only then does a browser read the answer. */
async function receive(
  request: Request,
  field: string,
  maxBytes: number,
  take: (file: SentFile) => Promise<Flash>,
): Promise<Flash | null> {
  const type = request.headers.get("content-type") ?? "";
  if (!request.body || !type.startsWith("multipart/form-data")) return null;
  const headers: BusboyHeaders = { "content-type": type };
  const form = new Busboy({ headers, limits: { files: 1, fields: 8, fileSize: maxBytes } });
  let taken: Promise<Flash> | null = null;
  let file: BusboyFileStream | null = null;
  form.on("file", (name, stream, fileName) => {
    if (name !== field || !fileName) return void stream.resume();
    file = stream;
    taken = take({ name: fileName, content: contentOf(stream) });
    taken.catch(() => stream.resume());
  });
  try {
    await pipeline(Readable.fromWeb(request.body as WebStream), form);
  } catch (error) {
    const lost = new Interrupted("the file did not come whole", { cause: error });
    (file as BusboyFileStream | null)?.destroy(lost);
    await (taken as Promise<Flash> | null)?.catch(() => undefined);
    throw lost;
  }
  return taken;
}

async function* contentOf(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield chunk;
  if (stream.truncated) throw new TooLarge("the file is too large");
}
