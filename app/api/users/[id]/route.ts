import { editAccount } from "@/lib/accounts/mutations";
import { memberById } from "@/lib/members/queries";
import { door, found } from "@/lib/web/api/door";
import { changeUser, readUser } from "@/lib/web/api/operations/users";
import { userOf } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(readUser, async ({ ctx, id }) => ({ body: userOf(found(await memberById(ctx, id)), true) })),
  PUT: door(changeUser, async ({ ctx, id, body, mayChangeAccount }) => {
    const { username, email, about_me: aboutMe, name: displayName } = body;
    await editAccount(ctx, { username, email, aboutMe, displayName }, mayChangeAccount);
    return { body: userOf(found(await memberById(ctx, id)), true) };
  }),
});
