import { z } from "zod";

/** RFC 5321, 4.5.3.1.3: a path is at most 256 octets, the angle brackets among them. */
export const EMAIL_MAX = 254;

export const emailSchema = z
  .string("required")
  .trim()
  .min(1, { error: "required", abort: true })
  .max(EMAIL_MAX, { error: "emailInvalid", abort: true })
  .pipe(z.email("emailInvalid"));

/** Another address for the account, once it is confirmed. `currentPassword` proves that it is still them. */
export const changeEmailInput = z.strictObject({
  email: emailSchema,
  currentPassword: z.string("required").min(1, "required").max(1_024, "wrongPassword"),
});
