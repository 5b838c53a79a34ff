import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { users } from "@/db/schema";
import type { ViewerContext } from "../context";
import { invalidFields } from "../errors";
import { isReserved } from "./rules";
import type { Locale, ProfileInput, Theme } from "./schema";

/**
 * Saves the viewer's profile as a whole.
 *
 * @throws Refusal `invalid` naming `username` when somebody else has it or it is reserved
 */
export async function editProfile(ctx: ViewerContext, input: ProfileInput): Promise<void> {
  const isOwnName = input.username.toLowerCase() === ctx.viewer.username.toLowerCase();
  if (!isOwnName && isReserved(input.username)) throw invalidFields({ username: { key: "usernameTaken" } });
  await ctx.db
    .update(users)
    .set({
      username: input.username,
      displayName: input.displayName || null,
      aboutMe: input.aboutMe || null,
      locale: input.locale || null,
      timeZone: input.timeZone || null,
      theme: input.theme,
    })
    .where(eq(users.id, ctx.viewer.id))
    .catch(nameTaken);
}

/** Sets the language in which the viewer reads the site. */
export async function chooseLocale(ctx: ViewerContext, locale: Locale): Promise<void> {
  await ctx.db.update(users).set({ locale }).where(eq(users.id, ctx.viewer.id));
}

/** Sets the viewer's colours. */
export async function chooseTheme(ctx: ViewerContext, theme: Theme): Promise<void> {
  await ctx.db.update(users).set({ theme }).where(eq(users.id, ctx.viewer.id));
}

/** Notes that the viewer is here; at most one write a minute. */
export async function noteSeen(ctx: ViewerContext): Promise<void> {
  await ctx.db
    .update(users)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(users.id, ctx.viewer.id), lt(users.lastSeenAt, sql`now() - interval '1 minute'`)));
}

function nameTaken(error: unknown): never {
  throw violatedConstraint(error) === "users_username_key"
    ? invalidFields({ username: { key: "usernameTaken" } })
    : error;
}
