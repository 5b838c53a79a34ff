import { z } from "zod";
import { idSchema, requiredText, submissionKeySchema } from "../text/schema";

/** A new post. `key` is made anew with every form, so that a form sent twice makes one post. */
export const postInput = (maxLength: number) =>
  z.strictObject({
    body: requiredText(maxLength),
    key: submissionKeySchema,
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

/** The channel on which PostgreSQL says who has just written a post. */
export const POSTS_CHANNEL = "microblog_posts";

/** What passes over that channel. */
export const passedPost = z.object({ postId: z.number(), authorId: z.number() });
