import { z } from "zod";
import type { PageNumber } from "@/db/numbered";

const PER_PAGE = 10;
export const PER_PAGE_MAX = 100;
// So that an offset stays an exact number, whatever is asked.
const PAGE_MAX = 1_000_000_000;

/** A number in a query as the tutorial reads it: nonsense is the default, and the bounds are kept. */
export const lenient = (fallback: number, max: number) =>
  z
    .unknown()
    .optional()
    .transform((given) => {
      const text = [given].flat()[0];
      const number = typeof text === "string" && /^[+-]?\d+$/.test(text.trim()) ? Number(text) : fallback;
      return Math.min(Math.max(number, 1), max);
    })
    .pipe(z.int().min(1).max(max))
    .meta({ default: fallback });

export const pageQuery = z.object({ page: lenient(1, PAGE_MAX), per_page: lenient(PER_PAGE, PER_PAGE_MAX) });

/** The page that a query asks for. */
export const pageNumber = ({ page, per_page }: z.output<typeof pageQuery>): PageNumber => ({
  page,
  perPage: per_page,
});
