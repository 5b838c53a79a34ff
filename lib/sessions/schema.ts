import { z } from "zod";

/** A session ends at the latest this long after signing in. */
export const SESSION_MAX_DAYS = 30;
/** Without "remember me" it also ends with the browser, or after this long without a visit. */
export const SESSION_IDLE_HOURS = 12;
/** The oldest goes when there are more. */
export const SESSIONS_PER_ACCOUNT = 10;

/** Which session to end, by its public handle. */
export const endSessionInput = z.strictObject({
  handle: z.string("invalid").regex(/^[\w-]{16}$/, "invalid"),
});
