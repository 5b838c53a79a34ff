import { z } from "zod";
import { idSchema, requiredText, submissionKeySchema } from "../text/schema";

/** A new message. `key` is made anew with every form, so that a form sent twice makes one message. */
export const messageInput = (maxLength: number) =>
  z.strictObject({
    recipientId: idSchema,
    message: requiredText(maxLength),
    key: submissionKeySchema,
  });
export type MessageInput = z.infer<ReturnType<typeof messageInput>>;
