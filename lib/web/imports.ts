import "server-only";
import { addPiece, expectFile, forgetFile } from "../archives/mutations";
import { startImport } from "../imports/mutations";
import { FILE_FIELD, FILE_MAX_BYTES, FILE_MAX_MB, FILE_NAME_MAX } from "../imports/schema";
import { links } from "../links";
import { isPlainName } from "../text/rules";
import { uploaded } from "./upload";

const PIECE_BYTES = 256 * 1024;

/** Takes a file of posts into the database as it arrives; its import begins when it has come whole. */
export const takeImport = uploaded(
  {
    field: FILE_FIELD,
    maxBytes: FILE_MAX_BYTES,
    page: links.exports,
    told: {
      none: { key: "importNoFile" },
      tooLarge: { key: "importTooLarge", values: { megabytes: FILE_MAX_MB } },
      interrupted: { key: "importInterrupted" },
      importRunning: { key: "importRunning" },
      limited: { key: "importLimited" },
      notFound: { key: "importInterrupted" },
    },
  },
  async (ctx, { name, content }) => {
    const importId = await expectFile(ctx, isPlainName(name) ? name.slice(0, FILE_NAME_MAX) : "posts");
    try {
      let position = 0;
      for await (const piece of inPieces(content)) await addPiece(ctx, importId, position++, piece);
    } catch (error) {
      await forgetFile(ctx, importId);
      throw error;
    }
    await startImport(ctx, importId);
    return { key: "importStarted" };
  },
);

/** The same bytes in pieces of one size, the last one excepted. */
async function* inPieces(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of content) {
    parts.push(part);
    size += part.length;
    if (size < PIECE_BYTES) continue;
    yield Buffer.concat(parts);
    [parts, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(parts);
}
