import { z } from "zod";

/** What is known of an unexpected error; nothing in it comes from people. */
export const failureNote = {
  event: z.string().max(60),
  type: z.string().max(100),
  message: z.string().max(300),
  frames: z.array(z.string().max(1_000)).max(12),
  requestId: z.string().max(60),
  at: z.iso.datetime(),
};

export type FailureNote = z.infer<z.ZodObject<typeof failureNote>>;
