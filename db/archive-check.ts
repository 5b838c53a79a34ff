import {
  type ArchivedFile,
  ArchiveError,
  type ArchiveHead,
  END,
  FILE,
  FILE_NAME,
  HEAD,
  ROWS_END,
  type RowCounts,
} from "./archive";

/**
 * Reads a backup to its end.
 * @throws ArchiveError unless the last line says of every table what stands there
 */
export async function assertWhole(lines: AsyncGenerator<Buffer>): Promise<ArchiveHead> {
  const head = headOf((await lines.next()).value);
  const counts: RowCounts = {};
  let table: string | undefined;
  for await (const line of lines) {
    const isEnd = line.length === ROWS_END.length && line.toString() === ROWS_END;
    if (table !== undefined && !isEnd) counts[table] = (counts[table] ?? 0) + 1;
    else if (table !== undefined) table = undefined;
    else if (line.toString() === END + JSON.stringify(counts)) return head;
    else if (line.toString().startsWith(FILE)) fileOf(line.toString());
    else table = /^COPY (\S+) \(.*\) FROM stdin;$/.exec(line.toString())?.[1];
    if (table !== undefined) counts[table] ??= 0;
  }
  throw cutOff();
}

/** The file ends where more should come. */
export const cutOff = () => new ArchiveError("The backup is damaged or cut off: nothing was touched.");

/** A file out of its line. @throws ArchiveError when its name is none that we write */
export function fileOf(line: string): ArchivedFile {
  const { name, base64 } = parsed<ArchivedFile>(line.slice(FILE.length));
  if (!FILE_NAME.test(name)) throw cutOff();
  return { name, base64 };
}

/** The first line. @throws ArchiveError when it is none that we write */
function headOf(line: Buffer | undefined): ArchiveHead {
  const text = line?.toString() ?? "";
  if (!text.startsWith(HEAD)) throw new ArchiveError("This is not a backup of Microblog.");
  const head = parsed<ArchiveHead>(text.slice(HEAD.length));
  if (head.format !== 1)
    throw new ArchiveError("This backup is of a newer release: restore it with that one.");
  return head;
}

function parsed<Value>(json: string): Value {
  try {
    return JSON.parse(json);
  } catch {
    throw cutOff();
  }
}
