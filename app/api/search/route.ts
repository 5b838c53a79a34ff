import { membersWithIds } from "@/lib/members/queries";
import { searchPeople } from "@/lib/search/queries";
import { parseSearch } from "@/lib/search/rules";
import { door } from "@/lib/web/api/door";
import { search } from "@/lib/web/api/operations/search";
import { resource } from "@/lib/web/api/resource";
import { foundPeopleOf, foundPostsOf } from "@/lib/web/api/search-json";
import { askerOf, foundPosts } from "@/lib/web/search";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(search, async ({ ctx, query }) => {
    const parsed = parseSearch(query.q);
    const at = { before: query.before, size: query.per_page };
    if (query.type === "people") {
      return { body: foundPeopleOf(await searchPeople(ctx, parsed, at, membersWithIds), query) };
    }
    return { body: foundPostsOf(await foundPosts(ctx, parsed, at, askerOf(ctx.viewer)), query) };
  }),
});
