import { explore } from "@/lib/posts/queries";
import { door } from "@/lib/web/api/door";
import * as operations from "@/lib/web/api/operations/posts";
import { cursorOf, postPageOf } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(operations.explore, async ({ ctx, query }) => {
    const cursor = cursorOf(query);
    return { body: postPageOf(await explore(ctx, cursor), cursor, operations.explore.path) };
  }),
});
