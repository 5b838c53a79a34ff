/** Where a page of a list begins: below an id (older), above one (newer), or at the top. */
export interface Cursor {
  before?: number;
  after?: number;
  /** How long a page is wanted; as the list has it unless given. */
  size?: number;
}

/** A stretch of a list that is ordered by id, newest first. */
export interface Page<Item> {
  items: Item[];
  /** Cursor of the next older page, null at the end. */
  older: number | null;
  /** Cursor of the next newer page, null at the top. */
  newer: number | null;
}

/** Of a walk through a list. */
export type Direction = "older" | "newer";

/** Above every id, so that "from the top" is the same statement as "below a cursor". */
const TOP = Number.MAX_SAFE_INTEGER;

/**
 * Reads one page by keyset: the cost does not grow with depth, and nothing is seen twice while new
 * rows arrive.
 *
 * @param read gives up to `limit` rows strictly beyond `id` in the direction asked, nearest first.
 */
export async function keysetPage<Item extends { id: number }>(
  cursor: Cursor,
  usualSize: number,
  read: (direction: Direction, id: number, limit: number) => Promise<Item[]>,
): Promise<Page<Item>> {
  const size = cursor.size ?? usualSize;
  if (cursor.after !== undefined) {
    const rows = await read("newer", cursor.after, size + 1);
    // A short page would be the top of the list: show the whole first page instead.
    if (rows.length > size) {
      const items = rows.slice(0, size).reverse();
      return { items, older: items.at(-1)?.id ?? null, newer: items[0]?.id ?? null };
    }
    return keysetPage({ size }, size, read);
  }
  const rows = await read("older", cursor.before ?? TOP, size + 1);
  const items = rows.slice(0, size);
  return {
    items,
    older: rows.length > size ? (items.at(-1)?.id ?? null) : null,
    newer: cursor.before === undefined ? null : (items[0]?.id ?? null),
  };
}
