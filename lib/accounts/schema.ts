import { z } from "zod";
import { PASSWORD_MAX, passwordSchema } from "../passwords/schema";
import { timeZoneSchema, usernameSchema } from "../people/schema";

/** RFC 5321, 4.5.3.1.3: a path is at most 256 octets, the angle brackets among them. */
const EMAIL_MAX = 254;

export const emailSchema = z
  .string("required")
  .trim()
  .min(1, { error: "required", abort: true })
  .max(EMAIL_MAX, { error: "emailInvalid", abort: true })
  .pipe(z.email("emailInvalid"));

/** The form in which somebody becomes a member. The zone is filled in by the browser where it can. */
export const registerInput = z
  .strictObject({
    username: usernameSchema,
    email: emailSchema,
    password: passwordSchema,
    passwordAgain: z.string("required").min(1, "required"),
    timeZone: z
      .union([z.literal(""), timeZoneSchema])
      .catch("")
      .optional(),
  })
  .refine((input) => input.passwordAgain.normalize("NFC") === input.password, {
    error: "passwordsDiffer",
    path: ["passwordAgain"],
    when: ({ value }) => typeof (value as { password?: unknown }).password === "string",
  });
export type RegisterInput = z.infer<typeof registerInput>;

/** What somebody signs in with. `identifier` is the username or the email. */
export const credentials = z.strictObject({
  identifier: z.string("required").trim().min(1, "required").max(EMAIL_MAX, "badCredentials"),
  password: z
    .string("required")
    .min(1, "required")
    .max(PASSWORD_MAX * 8, "badCredentials"),
});
export type Credentials = z.infer<typeof credentials>;

/** The form in which somebody signs in. `next` is where they were going. */
export const signInInput = credentials.extend({
  remember: z.literal("on").optional(),
  next: z.string().max(2_000).optional(),
});
