import { z } from "zod";

/** Some 500,000 posts of our own file, or 30,000 of Mastodon's. */
export const FILE_MAX_MB = 100;
export const FILE_MAX_BYTES = FILE_MAX_MB * 1024 * 1024;
/** The name of the field with the file. */
export const FILE_FIELD = "file";
export const FILE_NAME_MAX = 100;

/** What has not moved for so long has been lost: it counts as failed and holds nobody up. */
export const LOST_AFTER_MINUTES = 60;
/** Imports that left nothing behind are remembered for so long. */
export const REMEMBERED_DAYS = 30;
/** The latest ones, of which one sees what became. */
export const LISTED_MAX = 50;

/** Why an entry of a file becomes no post. Keys of the catalogue's `import.skipped`. */
export const SKIPS = ["there", "tooLong", "blank", "unstorable", "boosts", "hidden", "others"] as const;
export type Skip = (typeof SKIPS)[number];

/** How many were skipped, by reason. */
export const skippedSchema = z.partialRecord(z.enum(SKIPS), z.number());
export type Skipped = z.infer<typeof skippedSchema>;

/** Which import is meant. */
export const importInput = z.strictObject({ importId: z.uuid("invalid") });
