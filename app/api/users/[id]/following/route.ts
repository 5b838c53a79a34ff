import { followingPage } from "@/lib/follows/queries";
import { assertMember } from "@/lib/members/queries";
import { door } from "@/lib/web/api/door";
import { pageNumber } from "@/lib/web/api/numbers";
import { listFollowing } from "@/lib/web/api/operations/user-lists";
import { userPageOf, userPath } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listFollowing, async ({ ctx, id, query }) => {
    await assertMember(ctx, id);
    const at = pageNumber(query);
    return { body: userPageOf(await followingPage(ctx, id, at), at, `${userPath(id)}/following`) };
  }),
});
