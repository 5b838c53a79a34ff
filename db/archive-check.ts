import { ArchiveError, type ArchiveHead, END, HEAD, ROWS_END, type RowCounts } from "./archive";

/** @throws ArchiveError unless the last line says of every table what stands there */
export async function assertWhole(lines: AsyncGenerator<Buffer>): Promise<void> {
  headOf((await lines.next()).value);
  const counts: RowCounts = {};
  let table: string | undefined;
  for await (const line of lines) {
    const isEnd = line.length === ROWS_END.length && line.toString() === ROWS_END;
    if (table !== undefined && !isEnd) counts[table] = (counts[table] ?? 0) + 1;
    else if (table !== undefined) table = undefined;
    else if (line.toString() === END + JSON.stringify(counts)) return;
    else table = /^COPY (\S+) \(.*\) FROM stdin;$/.exec(line.toString())?.[1];
    if (table !== undefined) counts[table] ??= 0;
  }
  throw cutOff();
}

/** The file ends where more should come. */
export const cutOff = () => new ArchiveError("The backup is damaged or cut off: nothing was touched.");

/** The first line. @throws ArchiveError when it is none that we write */
export function headOf(line: Buffer | undefined): ArchiveHead {
  const text = line?.toString() ?? "";
  if (!text.startsWith(HEAD)) throw new ArchiveError("This is not a backup of Microblog.");
  const head: ArchiveHead = JSON.parse(text.slice(HEAD.length));
  if (head.format !== 1)
    throw new ArchiveError("This backup is of a newer release: restore it with that one.");
  return head;
}
