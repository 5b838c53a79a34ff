import { z } from "zod";

/** The file can be fetched from the settings for so long. */
export const KEPT_DAYS = 7;
/** What has not ended by then has been lost: it counts as failed and holds nobody up. */
export const LOST_AFTER_MINUTES = 60;
/** Mail providers refuse much more (Resend: 40 MB with its encoding); a larger file is only linked. */
export const ATTACHED_MAX_BYTES = 10 * 1024 * 1024;
export const FILE_NAME = "posts.json";
export const FILE_TYPE = "application/json";

/** Nothing needs to be said to begin one. */
export const startInput = z.strictObject({});

/** Which export is meant. */
export const exportInput = z.strictObject({ exportId: z.uuid("invalid") });

/** A running or failed export as every page shows it. */
export interface TaskView {
  taskId: string;
  percent: number;
  hasFailed: boolean;
}
