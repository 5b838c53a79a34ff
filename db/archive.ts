/*
 * A backup is a script that psql would understand as well: one comment with the level of the schema, then
 * for each table COPY with its rows, the sequences, files as comments, and a comment with the numbers of
 * rows, by which a cut-off file is known. The rows are PostgreSQL's own text format, in which no line break
 * is left, so the file is read line by line whatever people wrote.
 *
 * Not made by pg_dump: the PostgreSQL that comes along has none, one of another version refuses, and an
 * image would need a second copy of PostgreSQL for it.
 */

/** What a backup says of itself. */
export interface ArchiveHead {
  format: 1;
  createdAt: string;
  /** The newest migration, by the moment it was made. */
  migration: number;
  /** Version of the tables of the job queue. */
  queue: number;
}

/** A file that lies beside the database. */
export interface ArchivedFile {
  name: string;
  base64: string;
}

/** The names that files may have: on the way back one out of a file must not lead elsewhere. */
export const FILE_NAME = /^[\w-]+\.json$/;

/** Rows by table, in the order in which they can be written. */
export type RowCounts = Record<string, number>;

export const HEAD = "-- microblog backup ";
export const FILE = "-- file ";
export const END = "-- end ";
/** Ends the rows of a table. */
export const ROWS_END = "\\.";

/** The backup cannot be read or does not fit; the message says why and what to do. */
export class ArchiveError extends Error {
  override readonly name = "ArchiveError";
}

const NEWLINE = 0x0a;

/** The lines of a stream of bytes, without their ends. Only a line feed ends one. */
export async function* linesOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    const joined = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let to = joined.indexOf(NEWLINE); to !== -1; to = joined.indexOf(NEWLINE, from)) {
      yield joined.subarray(from, to);
      from = to + 1;
    }
    rest = joined.subarray(from);
  }
  if (rest.length > 0) yield rest;
}
