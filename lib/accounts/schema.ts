import { z } from "zod";
import {
  currentPasswordSchema,
  isRepeated,
  newPasswordFields,
  PASSWORD_MAX,
  repetition,
} from "../passwords/schema";
import { timeZoneSchema, usernameSchema } from "../people/schema";
import { isStorable } from "../text/rules";
import { EMAIL_MAX, emailSchema } from "../text/schema";

/** The form in which somebody becomes a member. The zone is filled in by the browser where it can. */
export const registerInput = z
  .strictObject({
    username: usernameSchema,
    email: emailSchema,
    ...newPasswordFields,
    timeZone: z
      .union([z.literal(""), timeZoneSchema])
      .catch("")
      .optional(),
  })
  .refine(isRepeated, repetition);
export type RegisterInput = z.infer<typeof registerInput>;

/** What becomes an account; the doors ask for it in their own ways. */
export interface NewAccount {
  username: string;
  email: string;
  password: string;
  displayName?: string | null;
  aboutMe?: string | null;
  timeZone?: string;
}

/** What changes of an account. What is absent stays; null or blank empties. */
export interface AccountChange {
  username?: string;
  email?: string;
  displayName?: string | null;
  aboutMe?: string | null;
}

/** What somebody signs in with. `identifier` is the username or the email. */
export const credentials = z.strictObject({
  identifier: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(EMAIL_MAX, "badCredentials")
    .refine(isStorable, "badCredentials"),
  password: z
    .string("required")
    .min(1, "required")
    .max(PASSWORD_MAX * 8, "badCredentials"),
});
export type Credentials = z.infer<typeof credentials>;

/** The form in which somebody signs in. `next` is where they were going. */
export const signInInput = credentials.extend({
  remember: z.literal("on").optional(),
  // Nobody who knows the password is kept out because of where they came from.
  next: z.string().max(2_000).optional().catch(undefined),
});

/** Ends one's own membership. */
export const deleteAccountInput = z.strictObject({ currentPassword: currentPasswordSchema });
