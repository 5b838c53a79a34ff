import { memberById } from "@/lib/members/queries";
import { door, found } from "@/lib/web/api/door";
import { readOneself } from "@/lib/web/api/operations/users";
import { userOf } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(readOneself, async ({ ctx, userId }) => {
    const member = found(await memberById(ctx, userId));
    return { body: userOf(member, true) };
  }),
});
