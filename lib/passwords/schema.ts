import { z } from "zod";

export const PASSWORD_MIN = 8;
/** Long enough for any passphrase, short enough to hash. */
export const PASSWORD_MAX = 128;

/** A new password: any characters, counted as code points, in NFC so that every keyboard gives the same. */
export const passwordSchema = z
  .string("required")
  .min(1, { error: "required", abort: true })
  .max(PASSWORD_MAX * 8, { error: "passwordTooLong", abort: true })
  .refine((password) => password.isWellFormed(), { error: "unstorable", abort: true })
  .transform((password) => password.normalize("NFC"))
  .refine((password) => [...password].length >= PASSWORD_MIN, "passwordTooShort")
  .refine((password) => [...password].length <= PASSWORD_MAX, "passwordTooLong");
