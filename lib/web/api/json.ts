import { Refusal } from "../../errors";

/** Larger than any input of the API. */
export const BODY_MAX_BYTES = 64 * 1024;

const MEDIA_TYPE = /^application\/([\w.-]+\+)?json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/**
 * The JSON object in a request's body; no body at all is an empty one. Nothing is mended on the way:
 * bytes that are not UTF-8, syntax errors and keys given twice are refused.
 *
 * @throws Refusal `tooLarge`, `mediaType`, or `invalid`
 */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  if (Number(request.headers.get("content-length") ?? 0) > BODY_MAX_BYTES) throw tooLarge();
  const bytes = await readBytes(request);
  if (bytes.length === 0) return {};
  if (!MEDIA_TYPE.test(request.headers.get("content-type") ?? "")) {
    throw new Refusal("mediaType", { key: "mediaType" });
  }
  return parseObject(bytes);
}

async function readBytes(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BODY_MAX_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

const tooLarge = () => new Refusal("tooLarge", { key: "tooLarge" });

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * @param bytes of one JSON object in UTF-8
 * @throws Refusal `invalid`
 */
export function parseObject(bytes: Uint8Array): Record<string, unknown> {
  const given = parse(bytes);
  if (typeof given !== "object" || given === null || Array.isArray(given)) throw malformed();
  return given as Record<string, unknown>;
}

function parse(bytes: Uint8Array): unknown {
  try {
    const text = utf8.decode(bytes);
    const given = JSON.parse(text);
    if (hasRepeatedKey(text)) throw malformed();
    return given;
  } catch {
    throw malformed();
  }
}

const malformed = () => new Refusal("invalid", { key: "malformedJson" });

// In well-formed JSON these are all that matters for telling keys from values.
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/g;

/** Whether an object in a well-formed JSON text has a key twice; `JSON.parse` would keep the last one. */
function hasRepeatedKey(text: string): boolean {
  const open: Set<string>[] = [];
  let string = "";
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") open.push(new Set());
    else if (token === "}" || token === "]") open.pop();
    else if (token !== ":") string = token;
    else {
      const keys = open.at(-1);
      const key: string = JSON.parse(string);
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
