import { z } from "zod";
import { idSchema, requiredText } from "../text/schema";

/** A new post. `key` is made anew with every form, so that a form sent twice makes one post. */
export const postInput = (maxLength: number) =>
  z.strictObject({
    body: requiredText(maxLength),
    key: z.string("invalid").min(1, "invalid").max(100, "invalid"),
  });

/** Which post to delete. */
export const deletePostInput = z.strictObject({ postId: idSchema });

/** The cursor of a list in an address: `?before=` for older, `?after=` for newer. Nonsense is the top. */
export const cursorSchema = z.object({
  before: idSchema.optional().catch(undefined),
  after: idSchema.optional().catch(undefined),
});

/** The cursor in an address's query. */
export const cursorOf = (search: Record<string, unknown>) => cursorSchema.parse(search);
