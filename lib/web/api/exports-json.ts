import { z } from "zod";
import type { ExportView } from "../../exports/queries";
import { tutorialInstant } from "../../text/rules";
import { moment } from "./people-json";

export const exportJson = z
  .object({
    id: z.string(),
    state: z.enum(["running", "done", "failed"]),
    percent: z.int().min(0).max(100),
    requested_at: moment,
    post_count: z.int().nonnegative().nullable().meta({ description: "Null while there is no file." }),
  })
  .meta({ id: "Export", description: "All of one's posts as a file, sent by mail." });
type ExportJson = z.input<typeof exportJson>;

export const exportExample: ExportJson = {
  id: "0d9f4fb0-6f0e-4d52-9c3b-6e4a0e0a7c11",
  state: "running",
  percent: 0,
  requested_at: "2026-11-27T18:02:11.120000Z",
  post_count: null,
};

export const exportOf = ({ id, state, percent, requestedAt, file }: ExportView): ExportJson => ({
  id,
  state,
  percent,
  requested_at: tutorialInstant(requestedAt),
  post_count: file?.postCount ?? null,
});
