import { assertMember } from "@/lib/members/queries";
import { postsBy } from "@/lib/posts/queries";
import { door } from "@/lib/web/api/door";
import { listPostsOfUser } from "@/lib/web/api/operations/posts";
import { userPath } from "@/lib/web/api/people-json";
import { cursorOf, postPageOf } from "@/lib/web/api/posts-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listPostsOfUser, async ({ ctx, id, query }) => {
    await assertMember(ctx, id);
    const cursor = cursorOf(query);
    return { body: postPageOf(await postsBy(ctx, id, cursor), cursor, `${userPath(id)}/posts`) };
  }),
});
