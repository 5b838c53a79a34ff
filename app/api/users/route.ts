import { register } from "@/lib/accounts/mutations";
import { whyNotThese } from "@/lib/accounts/queries";
import { memberById, members } from "@/lib/members/queries";
import { usernameSchema } from "@/lib/people/schema";
import { emailSchema } from "@/lib/text/schema";
import { door, found } from "@/lib/web/api/door";
import { pageNumber } from "@/lib/web/api/numbers";
import { listUsers } from "@/lib/web/api/operations/user-lists";
import { createUser } from "@/lib/web/api/operations/users";
import { userOf, userPageOf, userPath } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";
import { exchanges } from "@/lib/web/exchange";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(listUsers, async ({ ctx, query }) => {
    const at = pageNumber(query);
    return { body: userPageOf(await members(ctx, at), at, listUsers.path) };
  }),
  POST: door(
    createUser,
    async ({ ctx, body: { about_me, name, ...account } }) => {
      const origin = { address: exchanges.getStore()?.address ?? null, knownAccountId: null };
      const { id } = await register(ctx, { ...account, aboutMe: about_me, displayName: name }, origin);
      const member = found(await memberById(ctx, id));
      return { body: userOf(member), location: userPath(id) };
    },
    // The tutorial says that a name is taken before it says anything about the other fields.
    (ctx, given) =>
      whyNotThese(ctx, {
        username: usernameSchema.safeParse(given.username).data,
        email: emailSchema.safeParse(given.email).data,
      }),
  ),
});
