import { BrokenFile, ENTRY_MAX_BYTES } from "./schema";

/** The lists that hold the posts of a file; by its list the kind of a file is known. */
const LISTS = ["posts", "orderedItems"] as const;
export type ListName = (typeof LISTS)[number];

/** One entry of a file's list. */
export interface Entry {
  list: ListName;
  /** Its place in the list, from 1. */
  number: number;
  value: unknown;
}

const byte = (letter: string) => letter.charCodeAt(0);
const [QUOTE, ESCAPE, COMMA, NEW_LINE] = [byte('"'), byte("\\"), byte(","), byte("\n")];
const [OBJECT, OBJECT_END, ARRAY, ARRAY_END] = [byte("{"), byte("}"), byte("["), byte("]")];
const isSpace = (value: number) => value === 0x20 || (value >= 0x09 && value <= 0x0d);
/** Some programs begin every file with this mark of UTF-8. */
const MARK = [0xef, 0xbb, 0xbf];
/** Longer names in the outermost object are none of ours. */
const NAME_MAX = 64;

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Finds the entries of a file's list while the file comes in. However large or deep the file is, no
 * more than one entry of it is kept; what stands outside of the list is passed over.
 */
export class EntryReader {
  private depth = 0;
  private line = 1;
  private number = 0;
  private startsOnLine = 1;
  private isInString = false;
  private isEscaped = false;
  /** The last string of the outermost object: the name of what follows. */
  private name = "";
  private list: ListName | null = null;
  private isInList = false;
  private isInEntry = false;
  private isOver = false;
  private parts: Buffer[] = [];
  private partsBytes = 0;

  /**
   * @returns the entries that end within the next piece of the file
   * @throws BrokenFile
   */
  *push(piece: Uint8Array): Generator<Entry> {
    const bytes = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    let from = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const value = bytes[at] ?? 0;
      if (value === NEW_LINE) this.line += 1;
      if (this.isInString) this.readString(value);
      else {
        const isBetween = this.isInList && this.depth === 2 && (value === COMMA || value === ARRAY_END);
        if (isBetween && this.isInEntry) yield this.take(bytes.subarray(from, at));
        else if (this.isInList && !this.isInEntry && !isBetween && !isSpace(value)) {
          this.isInEntry = true;
          this.startsOnLine = this.line;
          from = at;
        }
        this.read(value);
      }
    }
    if (this.isInEntry) this.keep(bytes.subarray(from));
  }

  /** @throws BrokenFile when the file is not whole, or holds no list of posts */
  end(): void {
    if (this.depth > 0) throw new BrokenFile({ key: "cutOff" });
    if (!this.list) throw new BrokenFile({ key: "unknownFile" });
  }

  private readString(value: number): void {
    if (this.isEscaped) this.isEscaped = false;
    else if (value === ESCAPE) this.isEscaped = true;
    else if (value === QUOTE) this.isInString = false;
    if (this.isInString && this.depth === 1 && this.name.length < NAME_MAX) {
      this.name += String.fromCharCode(value);
    }
  }

  private read(value: number): void {
    if (this.depth === 0) this.readOutside(value);
    if (value === QUOTE) {
      this.isInString = true;
      if (this.depth === 1) this.name = "";
    } else if (value === OBJECT || value === ARRAY) this.open(value);
    else if (value === OBJECT_END || value === ARRAY_END) {
      if (this.isInList && this.depth === 2 && value === OBJECT_END) throw this.notJson();
      this.depth -= 1;
      if (this.depth === 1) this.isInList = false;
      this.isOver = this.depth === 0;
    }
  }

  private readOutside(value: number): void {
    const mayStand = isSpace(value) || MARK.includes(value) || (value === OBJECT && !this.isOver);
    if (!mayStand) throw this.notJson();
  }

  private open(value: number): void {
    this.depth += 1;
    const list = LISTS.find((name) => name === this.name);
    if (this.depth !== 2 || value !== ARRAY || !list || this.list) return;
    this.list = list;
    this.isInList = true;
  }

  private keep(part: Buffer): void {
    this.parts.push(part);
    this.partsBytes += part.length;
    if (this.partsBytes > ENTRY_MAX_BYTES) throw this.badEntry();
  }

  private take(rest: Buffer): Entry {
    this.keep(rest);
    this.isInEntry = false;
    const list = this.list ?? LISTS[0];
    try {
      const value: unknown = JSON.parse(utf8.decode(Buffer.concat(this.parts)));
      this.number += 1;
      return { list, number: this.number, value };
    } catch {
      throw this.badEntry();
    } finally {
      this.parts = [];
      this.partsBytes = 0;
    }
  }

  private readonly notJson = () => new BrokenFile({ key: "notJson", line: this.line });
  private readonly badEntry = () =>
    new BrokenFile({ key: "badEntry", entry: this.number + 1, line: this.startsOnLine });
}
