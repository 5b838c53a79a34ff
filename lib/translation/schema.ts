import { z } from "zod";
import { localeSchema } from "../people/schema";
import { idSchema } from "../text/schema";

/** Which post, and into what language. */
export const translateInput = z.strictObject({ postId: idSchema, to: localeSchema });
export type TranslateInput = z.infer<typeof translateInput>;

/** What the page's script gets. */
export const translationSchema = z.object({ text: z.string(), provider: z.string() });
export type Translation = z.infer<typeof translationSchema>;

/** Long enough for everybody who reads a post while it is new; what is deleted is not kept for ever. */
export const KEPT_DAYS = 30;
