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

const CELLS = 5;

/**
 * A person's picture as long as they have no other: 5 x 5 cells, mirrored, in two hues that follow
 * from the account's id alone. Nobody else learns who looks at it.
 *
 * @returns an SVG document
 */
export function identicon(userId: number): string {
  const bits = createHash("sha256").update(`identicon:${userId}`).digest();
  const ground = bits.readUInt16BE(0) % 360;
  const figure = (ground + 40 + (bits.readUInt16BE(2) % 80)) % 360;
  const cells: string[] = [];
  for (let row = 0; row < CELLS; row += 1) {
    for (let column = 0; column < CELLS; column += 1) {
      const mirrored = Math.min(column, CELLS - 1 - column);
      if ((bits[4 + row * 3 + mirrored] ?? 0) < 128) continue;
      cells.push(`<rect x="${4 + column * 8}" y="${4 + row * 8}" width="8" height="8"/>`);
    }
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" shape-rendering="crispEdges">`,
    `<rect width="48" height="48" fill="hsl(${ground} 38% 90%)"/>`,
    `<g fill="hsl(${figure} 42% 42%)">${cells.join("")}</g></svg>`,
  ].join("");
}
