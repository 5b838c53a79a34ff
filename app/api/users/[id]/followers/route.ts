import { followersPage } from "@/lib/follows/queries";
import { assertMember } from "@/lib/people/queries";
import { door } from "@/lib/web/api/door";
import { listFollowers } from "@/lib/web/api/operations/users";
import { pageNumber, userPageOf, userPath } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listFollowers, async ({ ctx, id, query }) => {
    await assertMember(ctx, id);
    const at = pageNumber(query);
    return { body: userPageOf(await followersPage(ctx, id, at), at, `${userPath(id)}/followers`) };
  }),
});
