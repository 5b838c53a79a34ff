import "server-only";
import { and, eq, lt, sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/outage";
import { users } from "@/db/schema";
import type { ViewerContext } from "../context";
import { invalidFields } from "../errors";
import { isReserved } from "./rules";
import type { Locale, ProfileInput, Theme } from "./schema";

/** What may be changed about oneself. What is absent stays; null or blank empties. */
export type ProfileChange = { [Field in keyof ProfileInput]?: ProfileInput[Field] | null };

/**
 * Saves what is given of the viewer's profile.
 *
 * @throws Refusal `invalid` naming `username` when somebody else has it or it is reserved
 */
export async function editProfile(ctx: ViewerContext, change: ProfileChange): Promise<void> {
  const { username, theme } = change;
  const isOwnName = username?.toLowerCase() === ctx.viewer.username.toLowerCase();
  if (username && !isOwnName && isReserved(username)) {
    throw invalidFields({ username: { key: "usernameTaken" } });
  }
  const values = {
    username: username ?? undefined,
    displayName: emptied(change.displayName),
    aboutMe: emptied(change.aboutMe),
    locale: emptied(change.locale),
    timeZone: emptied(change.timeZone),
    theme: theme ?? undefined,
  };
  if (Object.values(values).every((value) => value === undefined)) return;
  await ctx.db.update(users).set(values).where(eq(users.id, ctx.viewer.id)).catch(nameTaken);
}

/** Blank is stored as nothing; what was not given (undefined) stays as it is. */
const emptied = (text: string | null | undefined) => (text === undefined ? undefined : text || null);

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
