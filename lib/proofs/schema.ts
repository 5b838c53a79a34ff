import { z } from "zod";

/** What a link in a mail is good for. */
export type Purpose = "resetPassword" | "confirmEmail";

/** Ten minutes for a password (ASVS 6.5.5); an address may be confirmed the next morning. */
export const LIFETIME_MINUTES = { resetPassword: 10, confirmEmail: 24 * 60 } as const satisfies Record<
  Purpose,
  number
>;

/** Links that are over are kept so long, so that following one can say what has become of it. */
export const KEPT_HOURS = 24;

/** The secret of a link, as it stands in an address or a cookie. */
export const secretSchema = z.string().regex(/^[\w-]{43}$/);

/** What has become of a link. `unknown`: it never was one, or too long ago. */
export type ProofState = "open" | "used" | "expired" | "replaced" | "unknown";
