import { notFound } from "@/lib/errors";
import { memberById } from "@/lib/people/queries";
import { door } from "@/lib/web/api/door";
import { readOneself } from "@/lib/web/api/operations/users";
import { userOf } from "@/lib/web/api/people-json";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  GET: door(readOneself, async ({ ctx, userId }) => {
    const member = await memberById(ctx, userId);
    if (!member) throw notFound();
    return { body: userOf(member, true) };
  }),
});
