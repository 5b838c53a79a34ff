import "server-only";
import { cookies } from "next/headers";
import { database } from "../database";
import { links } from "../links";
import { type Proof, proofBehind } from "../proofs/queries";
import { LIFETIME_MINUTES, type Purpose, secretSchema } from "../proofs/schema";
import { secretCookie } from "./cookies";

/*
 * A link from a mail carries a secret. It is moved out of the address into a cookie at once, so that
 * it does not stay in the history, in logs or in what the page refers to. Following it changes nothing:
 * programs that scan mails follow links too.
 */

const PLACES = {
  resetPassword: { cookie: "mb.reset", path: links.resetPassword, clean: links.choosePassword },
  confirmEmail: { cookie: "mb.confirm", path: links.confirmEmail, clean: links.confirmEmail },
} as const satisfies Record<Purpose, { cookie: string; path: string; clean: string }>;

const cookieOf = (purpose: Purpose) => ({ ...secretCookie(), path: PLACES[purpose].path });

/** Answers a link: keeps the secret and sends the browser to a clean address. */
export async function keepSecret(purpose: Purpose, secret: string): Promise<Response> {
  const { cookie, clean } = PLACES[purpose];
  const kept = secretSchema.safeParse(secret).data ?? "";
  (await cookies()).set(cookie, kept, { ...cookieOf(purpose), maxAge: LIFETIME_MINUTES[purpose] * 60 });
  return new Response(null, { status: 303, headers: { location: clean, "cache-control": "no-store" } });
}

/** The secret this browser came with; empty when there is none. */
export async function keptSecret(purpose: Purpose): Promise<string> {
  return secretSchema.safeParse((await cookies()).get(PLACES[purpose].cookie)?.value).data ?? "";
}

/** What has become of the link this browser has followed. */
export const currentProof = async (purpose: Purpose): Promise<Proof> =>
  proofBehind({ db: database(), viewer: null }, purpose, await keptSecret(purpose));

/** Its work is done. */
export async function forgetSecret(purpose: Purpose): Promise<void> {
  (await cookies()).set(PLACES[purpose].cookie, "", { ...cookieOf(purpose), maxAge: 0 });
}
