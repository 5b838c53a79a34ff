import { z } from "zod";

/** Longer than anything a person types; the rest is left out. */
export const SEARCH_MAX = 200;
/** Words and phrases of one search; further ones are left out. */
export const TERMS_MAX = 12;
/** Hits of one search, the best ones. Nobody reads on further. */
export const HITS_MAX = 500;

/** What was typed, as one line; nonsense is nothing. */
export const searchText = z
  .string()
  .catch("")
  .transform((text) =>
    text
      .slice(0, SEARCH_MAX)
      .toWellFormed()
      .replace(/[\p{Cc}\p{Cf}\ufffd\s]+/gu, " ")
      .trim(),
  );

/** Posts whose index entries one job brings up to date. */
export const SYNCED_AT_ONCE = 500;

export const SEARCH_TABS = ["posts", "people"] as const;
export type SearchTab = (typeof SEARCH_TABS)[number];

/** A place in the hits: the post beside it, and how many come before that. "25.81" is after the 25th. */
export const placeSchema = z
  .string("invalid")
  .regex(/^\d{1,3}\.\d{1,16}$/, "invalid")
  .transform((place) => place.split(".").map(Number) as [number, number])
  .refine(([, id]) => Number.isSafeInteger(id) && id > 0, "invalid")
  .transform(([position, id]) => ({ position, id }));
export type Place = z.infer<typeof placeSchema>;

/** The query of the search page's address. */
export const searchInput = z.object({
  q: searchText,
  tab: z.enum(SEARCH_TABS).catch("posts"),
  before: placeSchema.optional().catch(undefined),
  after: placeSchema.optional().catch(undefined),
});
export type SearchInput = z.infer<typeof searchInput>;
