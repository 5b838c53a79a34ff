import { z } from "zod";
import { displayNameSchema } from "../people/schema";
import { idSchema } from "../text/schema";

/**
 * What a token may do. `account` (changing the email) comes only with the password itself and cannot
 * be chosen: whoever finds a token that lies in a script's settings must not take the account over.
 */
export const SCOPES = ["read", "write", "account"] as const;
export type Scope = (typeof SCOPES)[number];

/** What a token may be made for in the settings: to look, or to look and to write. */
export const CHOICES = ["read", "write"] as const;

/** The Flask Mega-Tutorial, chapter 23: a token got with the password lasts an hour. */
export const PASSWORD_TOKEN_SECONDS = 3_600;

export const LIFETIMES_DAYS = [7, 30, 90, 365] as const;
export const DEFAULT_LIFETIME_DAYS = 30;

/** The oldest goes when there are more. */
export const TOKENS_PER_ACCOUNT = 50;

/** A note of its last use is written at most this often. */
export const TOUCH_SECONDS = 300;

export const createTokenInput = z.strictObject({
  name: displayNameSchema.refine((name) => name !== "", "required"),
  access: z.enum(CHOICES, "invalid"),
  days: z.coerce
    .number("invalid")
    .refine((days) => (LIFETIMES_DAYS as readonly number[]).includes(days), "invalid"),
});
export type CreateTokenInput = z.infer<typeof createTokenInput>;

export const revokeTokenInput = z.strictObject({ tokenId: idSchema });
