/** A page of a list that is counted from its beginning: page 1 has the first `perPage` entries. */
export interface PageNumber {
  page: number;
  perPage: number;
}

/** Such a page, and how long the whole list is. */
export interface NumberedPage<Item> {
  items: Item[];
  total: number;
}

/**
 * Reads one numbered page. The rows tell the total too, so that one statement does; only a page
 * beyond the end has no row to tell it.
 */
export async function numberedPage<Row extends { total: number }>(
  read: (limit: number, offset: number) => Promise<Row[]>,
  { page, perPage }: PageNumber,
): Promise<NumberedPage<Row>> {
  const items = await read(perPage, (page - 1) * perPage);
  const [any] = items.length > 0 || page === 1 ? items : await read(1, 0);
  return { items, total: any?.total ?? 0 };
}
