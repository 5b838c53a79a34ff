import { readdir, readFile, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, constants as zlib } from "node:zlib";

/** What compresses well; pictures and fonts are compressed already. */
const TEXT = /\.(css|js|json|map|svg|txt)$/;
/** Below this a packet is not saved. */
const AT_LEAST_BYTES = 1_024;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Puts beside each text file of a folder what compresses it as small as can be: `.br` and `.gz`. That takes
 * seconds, once for a build, where the server's own compression has a millisecond for each request.
 */
export async function compressFiles(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && TEXT.test(entry.name)).values();
  // Few at a time: each takes some ten MB, which a launcher that has built would keep.
  const takeNext = async () => {
    for (const { parentPath, name } of files) await compressFile(join(parentPath, name));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeNext));
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < AT_LEAST_BYTES) return;
  const params = {
    [zlib.BROTLI_PARAM_MODE]: zlib.BROTLI_MODE_TEXT,
    [zlib.BROTLI_PARAM_QUALITY]: zlib.BROTLI_MAX_QUALITY,
    [zlib.BROTLI_PARAM_SIZE_HINT]: content.length,
  };
  await Promise.all([
    brotli(content, { params }).then((small) => writeFile(`${path}.br`, small)),
    zip(content, { level: zlib.Z_BEST_COMPRESSION }).then((small) => writeFile(`${path}.gz`, small)),
  ]);
}
