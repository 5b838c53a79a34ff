import { deletePost } from "@/lib/posts/mutations";
import { postById } from "@/lib/posts/queries";
import { door, found } from "@/lib/web/api/door";
import * as operations from "@/lib/web/api/operations/posts";
import { postOf } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(operations.readPost, async ({ ctx, id }) => {
    const post = found(await postById(ctx, id));
    return { body: postOf(post) };
  }),
  DELETE: door(operations.deletePost, ({ ctx, id }) => deletePost(ctx, id)),
});
