"use server";

import { env } from "../env";
import { LIMITS } from "../limits/schema";
import { links } from "../links";
import { viewerAction } from "../web/action";
import { deletePost, publish } from "./mutations";
import { deletePostInput, postInput } from "./schema";

export const publishAction = viewerAction(
  { input: () => postInput(env.postMaxLength), limit: LIMITS.publish },
  async (ctx, input) => {
    await publish(ctx, input);
    return { to: links.home, flash: { key: "posted" } };
  },
);

export const deletePostAction = viewerAction({ input: deletePostInput }, async (ctx, { postId }) => {
  await deletePost(ctx, postId);
  return { to: links.profile(ctx.viewer.username), flash: { key: "postDeleted" } };
});
