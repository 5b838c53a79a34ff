import { editAccount } from "@/lib/accounts/mutations";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { memberById } from "@/lib/people/queries";
import { door } from "@/lib/web/api/door";
import { changeUser, readUser } from "@/lib/web/api/operations/users";
import { userOf } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

async function entry(ctx: Context, id: number) {
  const member = await memberById(ctx, id);
  if (!member) throw notFound();
  return { body: userOf(member, true) };
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(readUser, ({ ctx, id }) => entry(ctx, id)),
  PUT: door(changeUser, async ({ ctx, id, body, mayChangeAccount }) => {
    const { username, email, about_me: aboutMe, name: displayName } = body;
    await editAccount(ctx, { username, email, aboutMe, displayName }, mayChangeAccount);
    return entry(ctx, id);
  }),
});
