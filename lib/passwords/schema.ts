import { z } from "zod";
import { emailSchema } from "../text/schema";

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

/** A new password and its repetition; to be refined by `isRepeated`. */
export const newPasswordFields = {
  password: passwordSchema,
  passwordAgain: z.string("required").min(1, "required"),
};

export const isRepeated = (input: { password: string; passwordAgain: string }): boolean =>
  input.passwordAgain.normalize("NFC") === input.password;

export const repetition = {
  error: "passwordsDiffer",
  path: ["passwordAgain"],
  when: ({ value }: { value: unknown }) => typeof (value as { password?: unknown }).password === "string",
};

/** What somebody types to prove that it is still them. Not held to the rules for new ones. */
export const currentPasswordSchema = z
  .string("required")
  .min(1, "required")
  .max(PASSWORD_MAX * 8, "wrongPassword");

/** Asks for a link by which a new password can be chosen. */
export const resetRequestInput = z.strictObject({ email: emailSchema });

/** Chooses a new password, by a link or in the settings. */
export const resetInput = z.strictObject(newPasswordFields).refine(isRepeated, repetition);
export const changePasswordInput = z
  .strictObject({ currentPassword: currentPasswordSchema, ...newPasswordFields })
  .refine(isRepeated, repetition);
