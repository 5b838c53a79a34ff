import "server-only";
import commonPasswords from "fxa-common-password-list";
import type { Reason } from "../errors";

/**
 * Why a password is too easy to guess, or null: it is among the commonest, or it is the site's name
 * or the person's own (ASVS 6.2.4, 6.2.11).
 */
export function whyGuessable(password: string, person: { username: string; email: string }): Reason | null {
  const plain = password.toLowerCase();
  const own = ["microblog", person.username.toLowerCase(), person.email.toLowerCase()];
  const isOwn = own.some((word) => plain === word || plain === `${word}1` || plain === `${word}123`);
  return isOwn || commonPasswords.test(plain) ? { key: "passwordCommon" } : null;
}
