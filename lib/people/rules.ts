import { createHash } from "node:crypto";

/** How a person is shown: the display name where there is one, else the username. */
export const shownName = (person: { displayName: string | null; username: string }): string =>
  person.displayName ?? person.username;

/** Names that belong to the site's own addresses and roles, in lower case. */
const RESERVED = new Set(
  [
    "about account accounts admin administrator admins all anonymous api app assets auth avatar avatars",
    "blog bot contact dashboard deleted dev docs edit-profile everyone explore export feed followers",
    "following guest healthz help here home index info legal login logout mail me messages microblog",
    "mod moderator moderators next notifications null official owner policy popup post posts privacy",
    "profile public readyz register reset-password root search security send-message settings signin",
    "signup site staff static status support sys sysadmin system team terms translate undefined user",
    "username users webmaster www",
  ].flatMap((line) => line.split(" ")),
);

/** Whether a username is kept for the site itself. */
export const isReserved = (username: string): boolean => RESERVED.has(username.toLowerCase());

/**
 * The Gravatar address of an email, parameters in the order the Flask Mega-Tutorial has them
 * (chapter 6): identicon as the default image, then the size in pixels.
 */
export function gravatar(email: string, size: number): string {
  const digest = createHash("md5").update(email.trim().toLowerCase(), "utf8").digest("hex");
  return `https://www.gravatar.com/avatar/${digest}?d=identicon&s=${size}`;
}
