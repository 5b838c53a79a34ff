import { z } from "zod";
import { emailSchema } from "../text/schema";

/** Another address for the account, once it is confirmed. `currentPassword` proves that it is still them. */
export const changeEmailInput = z.strictObject({
  email: emailSchema,
  currentPassword: z.string("required").min(1, "required").max(1_024, "wrongPassword"),
});
