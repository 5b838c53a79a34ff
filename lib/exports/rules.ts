import { tutorialInstant } from "../text/rules";

/** A post as far as it is exported. */
export interface ExportedPost {
  body: string;
  createdAt: Date;
}

// Everything but printable ASCII is escaped, as the first edition's files have it.
const NOT_ASCII = /[^\x20-\x7e]/g;
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
const quoted = (text: string) => JSON.stringify(text).replace(NOT_ASCII, escaped);

/*
 * The file of the Flask Mega-Tutorial, chapter 22, byte for byte: an object with the one key `posts`,
 * indented by four spaces, oldest post first, without a line break at the end.
 */

/** The file of somebody without posts. */
export const EMPTY_FILE = '{\n    "posts": []\n}';
export const FILE_END = "\n    ]\n}";

/** The next post of the file, with what stands before it. */
export function exportedPost({ body, createdAt }: ExportedPost, isFirst: boolean): string {
  const before = isFirst ? '{\n    "posts": [\n' : ",\n";
  return `${before}        {\n            "body": ${quoted(body)},\n            "timestamp": "${tutorialInstant(createdAt)}"\n        }`;
}

/** Whole percents, rounded down. 100 is kept for the moment in which everything is done. */
export const percentOf = (done: number, total: number): number =>
  total === 0 ? 99 : Math.min(99, Math.floor((100 * done) / total));
