import type { Cursor, Page } from "@/db/keyset";
import type { PostView } from "@/lib/posts/queries";

/** A list of posts, from a cursor on. */
export type List = (cursor: Cursor) => Promise<Page<PostView>>;
export const idsOf = ({ items }: Page<PostView>) => items.map(({ id }) => id);

/** Reads on to the end by the pager's own links. */
export async function toTheEnd(
  list: List,
  from: Cursor = {},
  each: () => Promise<unknown> = async () => undefined,
) {
  const pages: number[][] = [];
  for (let cursor: Cursor | null = from; cursor; ) {
    const page: Page<PostView> = await list(cursor);
    pages.push(idsOf(page));
    cursor = page.older === null ? null : { before: page.older };
    await each();
  }
  return pages;
}
