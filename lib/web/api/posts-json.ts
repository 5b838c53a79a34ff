import { z } from "zod";
import type { Cursor, Page } from "@/db/keyset";
import type { PostView } from "../../posts/queries";
import { tutorialInstant } from "../../text/rules";
import { lenient, PER_PAGE_MAX } from "./numbers";
import { authorJson, authorOf, moment, userExample, userPath } from "./people-json";

export const postJson = z
  .object({
    id: z.int().positive(),
    body: z.string().meta({ description: "Plain text; never markup." }),
    language: z.string().nullable().meta({ description: "ISO 639-1, where it could be told." }),
    timestamp: moment,
    author: authorJson,
    _links: z.object({ self: z.string(), author: z.string() }),
  })
  .meta({ id: "Post", description: "A post." });
type PostJson = z.input<typeof postJson>;

export const postExample: PostJson = {
  id: 3476842610122752,
  body: "The bakery on the corner opens again on Monday.",
  language: "en",
  timestamp: "2026-11-27T18:02:11.120000Z",
  author: {
    id: userExample.id,
    username: userExample.username,
    name: userExample.name,
    _links: { self: userExample._links.self, avatar: userExample._links.avatar },
  },
  _links: { self: "/api/posts/3476842610122752", author: "/api/users/2" },
};

export const postPath = (postId: number) => `/api/posts/${postId}`;

export const postOf = (post: PostView): PostJson => ({
  id: post.id,
  body: post.body,
  language: post.language,
  timestamp: tutorialInstant(post.createdAt),
  author: authorOf(post.author),
  _links: { self: postPath(post.id), author: userPath(post.author.id) },
});

const PER_PAGE = 25;

/** Where a list that grows at its top is read: `before` an entry already seen. */
export const cursorQuery = z.object({
  before: z
    .string("invalid")
    .regex(/^\d{1,16}$/, "invalid")
    .transform(Number)
    .pipe(z.int("invalid").min(1, "invalid"))
    .optional()
    .meta({ description: "Only what is older than the entry of this id." }),
  per_page: lenient(PER_PAGE, PER_PAGE_MAX),
});

/** The stretch of the list that a query asks for. */
export const cursorOf = ({ before, per_page }: z.output<typeof cursorQuery>): Cursor => ({
  before,
  size: per_page,
});

/** The links of a page that is read by cursor. */
export const cursorLinks = z.object({
  self: z.string(),
  next: z.string().nullable().meta({ description: "The next older page; null at the end." }),
});

/** @param address of the list with its other parameters, if any */
export function cursorLinksOf(
  { older }: { older: number | null },
  { before, size }: Cursor,
  address: string,
): z.input<typeof cursorLinks> {
  const at = (cursor?: number) => {
    const query = new URLSearchParams({ ...(cursor && { before: String(cursor) }), per_page: String(size) });
    return `${address}${address.includes("?") ? "&" : "?"}${query}`;
  };
  return { self: at(before), next: older === null ? null : at(older) };
}

export const postPageJson = z
  .object({ items: z.array(postJson).max(PER_PAGE_MAX), _links: cursorLinks })
  .meta({ id: "PostPage", description: "Posts, newest first." });

export const postPageOf = (
  page: Page<PostView>,
  cursor: Cursor,
  address: string,
): z.input<typeof postPageJson> => ({
  items: page.items.map(postOf),
  _links: cursorLinksOf(page, cursor, address),
});
