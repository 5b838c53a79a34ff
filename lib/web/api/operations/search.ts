import { operation } from "../operation";
import { postExample } from "../posts-json";
import { searchJson, searchQuery } from "../search-json";

export const search = operation({
  id: "search",
  method: "GET",
  path: "/api/search",
  tag: "Search",
  summary: "Find posts or people",
  description: "The same hits in the same order as on the site, 500 at most.",
  access: "read",
  query: searchQuery,
  success: {
    status: 200,
    description: "One page, the best match first.",
    schema: searchJson,
    example: {
      type: "posts",
      items: [postExample],
      is_reduced: false,
      _links: {
        self: "/api/search?q=bakery+from%3Asusan&type=posts&per_page=25",
        next: `/api/search?q=bakery+from%3Asusan&type=posts&before=25.${postExample.id}&per_page=25`,
      },
    },
  },
});
