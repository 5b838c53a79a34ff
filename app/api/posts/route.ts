import { publish } from "@/lib/posts/mutations";
import { explore, postById } from "@/lib/posts/queries";
import { door, found } from "@/lib/web/api/door";
import { createPost, listPosts } from "@/lib/web/api/operations/posts";
import { cursorOf, postOf, postPageOf, postPath } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listPosts, async ({ ctx, query }) => {
    const cursor = cursorOf(query);
    return { body: postPageOf(await explore(ctx, cursor), cursor, listPosts.path) };
  }),
  POST: door(createPost, async ({ ctx, body, key }) => {
    const { id } = await publish(ctx, { ...body, key });
    const post = found(await postById(ctx, id));
    return { body: postOf(post), location: postPath(id) };
  }),
});
