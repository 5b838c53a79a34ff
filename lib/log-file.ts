import { createStream, type RotatingFileStream } from "rotating-file-stream";

const SIZE = "10M";
const KEPT = 10;

/**
 * The log as a file for those without a collector: at 10 MB it is moved to `<file>.1`, and so on; ten
 * are kept. One process writes to one file.
 */
export function logFile(path: string): RotatingFileStream {
  const stream = createStream(path, { size: SIZE, rotate: KEPT });
  // A full disk is no reason to stop serving; standard output still has it all.
  stream.on("error", () => undefined);
  return stream;
}
