import { z } from "zod";

/** What a server process asks the one that has started it. */
export const questionSchema = z.strictObject({ languageOf: z.string(), number: z.int() });
export type Question = z.infer<typeof questionSchema>;

/** What it is told; null: it cannot be told. */
export const answerSchema = z.strictObject({ language: z.string().nullable(), number: z.int() });
export type Answer = z.infer<typeof answerSchema>;
