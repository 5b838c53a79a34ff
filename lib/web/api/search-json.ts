import { z } from "zod";
import type { Member } from "../../members/queries";
import type { PostView } from "../../posts/queries";
import type { Results } from "../../search/queries";
import { isEmpty, parseSearch } from "../../search/rules";
import { placeSchema, SEARCH_MAX, SEARCH_TABS, searchText } from "../../search/schema";
import { lenient, PER_PAGE_MAX } from "./numbers";
import { userJson, userOf } from "./people-json";
import { cursorLinks, postJson, postOf } from "./posts-json";

const PER_PAGE = 25;

const meansSomething = (typed: string) => !isEmpty(parseSearch(typed));

export const searchQuery = z.object({
  q: z
    .string("required")
    .pipe(searchText)
    .refine(meansSomething, "required")
    .meta({
      type: "string",
      description: `Words, "phrases", -without, from:name, before:2026-01-31 and after:2026-01-31 in any order; what is beyond ${SEARCH_MAX} characters is left out.`,
    }),
  type: z
    .enum(SEARCH_TABS, "invalid")
    .default("posts")
    .meta({ description: "What to look for. People are found by their names." }),
  before: placeSchema
    .optional()
    .meta({ type: "string", description: "Where the last page ended; `_links.next` has it." }),
  per_page: lenient(PER_PAGE, PER_PAGE_MAX),
});

const foundPostsJson = z
  .object({
    type: z.literal("posts"),
    items: z.array(postJson).max(PER_PAGE_MAX),
    is_reduced: z.boolean().meta({
      description: "Whether the site's search server is out of order and the database has answered for it.",
    }),
    _links: cursorLinks,
  })
  .meta({ id: "FoundPosts", description: "Posts, the best match first." });

const foundPeopleJson = z
  .object({
    type: z.literal("people"),
    items: z.array(userJson).max(PER_PAGE_MAX),
    _links: cursorLinks,
  })
  .meta({ id: "FoundPeople", description: "Members, the most similar name first." });

export const searchJson = z.union([foundPostsJson, foundPeopleJson]);

type Asked = z.output<typeof searchQuery>;

function linksOf({ q, type, before, per_page }: Asked, older: string | null): z.input<typeof cursorLinks> {
  const at = (place?: string) =>
    `/api/search?${new URLSearchParams({ q, type, ...(place && { before: place }), per_page: String(per_page) })}`;
  return { self: at(before && `${before.position}.${before.id}`), next: older === null ? null : at(older) };
}

export const foundPostsOf = (
  { items, older, isReduced }: Results<PostView> & { isReduced: boolean },
  asked: Asked,
): z.input<typeof foundPostsJson> => ({
  type: "posts",
  items: items.map(postOf),
  is_reduced: isReduced,
  _links: linksOf(asked, older),
});

export const foundPeopleOf = (
  { items, older }: Results<Member>,
  asked: Asked,
): z.input<typeof foundPeopleJson> => ({
  type: "people",
  items: items.map((member) => userOf(member)),
  _links: linksOf(asked, older),
});
