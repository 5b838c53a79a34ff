import { follow, unfollow } from "@/lib/follows/mutations";
import { relationTo } from "@/lib/follows/queries";
import { door, found } from "@/lib/web/api/door";
import { followUser, readRelation, unfollowUser } from "@/lib/web/api/operations/follows";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(readRelation, async ({ ctx, id }) => {
    const relation = found(await relationTo(ctx, id));
    return { body: { following: relation.isFollowed, followed_by: relation.followsBack } };
  }),
  PUT: door(followUser, async ({ ctx, id }) => {
    await follow(ctx, id);
  }),
  DELETE: door(unfollowUser, async ({ ctx, id }) => {
    await unfollow(ctx, id);
  }),
});
