import { z } from "zod";

/** What can be wrong with a file. Keys of the catalogue's `import.failures`. */
export const FAULTS = ["notJson", "cutOff", "unknownFile", "badEntry", "badDate", "lost"] as const;

/** What is wrong with a file, and where: the line of the file, the place of the entry in its list. */
export const faultSchema = z.object({
  key: z.enum(FAULTS),
  line: z.number().optional(),
  entry: z.number().optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** The file cannot be used. */
export class BrokenFile extends Error {
  override name = "BrokenFile";
  constructor(readonly fault: Fault) {
    super(fault.key);
  }
}

/** An entry may take so much of a file; the longest post with everything around it is far below. */
export const ENTRY_MAX_BYTES = 1024 * 1024;

const moment = z.iso.datetime({ offset: true });

/** An entry of our own `posts.json` (lib/exports/rules.ts). */
export const ownEntry = z.object({ body: z.string(), timestamp: moment });

const addressees = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) => [given ?? []].flat());

/** The post of an activity, as Mastodon's archives have it (ActivityStreams 2.0). */
export const note = z.object({
  id: z.string().min(1),
  type: z.literal("Note"),
  attributedTo: z.string(),
  published: moment,
  to: addressees,
  cc: addressees,
  summary: z.string().nullish(),
  content: z.string().nullish(),
});

/** An entry of an `outbox.json`. What it is about is of interest only where somebody created it. */
export const activity = z.object({ type: z.string(), actor: z.string(), object: z.unknown() });

/** A post that was written elsewhere or before. */
export interface DatedPost {
  body: string;
  language: string | null;
  at: Date;
  /** Posts of the same millisecond have ids from the first up to the second of these. */
  lowest: number;
  highest: number;
  /** By what it is known where it comes from; of any text, as long as it is the same every time. */
  source: string;
}

/**
 * What an entry says, or what is wrong with it.
 *
 * @param entry its place in the list
 * @throws BrokenFile
 */
export function read<S extends z.ZodType>(schema: S, value: unknown, entry: number): z.output<S> {
  const { data, error } = schema.safeParse(value);
  if (!error) return data;
  const isDate = ["timestamp", "published"].includes(String(error.issues[0]?.path.at(-1)));
  throw new BrokenFile({ key: isDate ? "badDate" : "badEntry", entry });
}
