import { notFound } from "@/lib/errors";
import { deletePost } from "@/lib/posts/mutations";
import { postById } from "@/lib/posts/queries";
import { door } from "@/lib/web/api/door";
import * as operations from "@/lib/web/api/operations/posts";
import { postOf } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(operations.readPost, async ({ ctx, id }) => {
    const post = await postById(ctx, id);
    if (!post) throw notFound();
    return { body: postOf(post) };
  }),
  DELETE: door(operations.deletePost, ({ ctx, id }) => deletePost(ctx, id)),
});
