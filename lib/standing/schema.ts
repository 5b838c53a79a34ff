import { z } from "zod";
import { localeSchema, usernameSchema } from "../people/schema";
import { emailSchema } from "../text/schema";

/** Most accounts that are listed at once. */
export const LISTED_MAX = 1_000;

/** An account that an operator makes for somebody. */
export const enrolInput = z.strictObject({
  username: usernameSchema,
  email: emailSchema,
  isAdmin: z.boolean(),
  locale: localeSchema,
});

/** Which accounts an operator wants to see. */
export const listInput = z.strictObject({
  after: z.coerce.number("invalid").int("invalid").nonnegative("invalid"),
  limit: z.coerce.number("invalid").int("invalid").positive("invalid").max(LISTED_MAX, "invalid"),
});
