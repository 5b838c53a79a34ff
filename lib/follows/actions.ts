"use server";

import { LIMITS } from "../limits/schema";
import { viewerAction } from "../web/action";
import { follow, unfollow } from "./mutations";
import { followInput } from "./schema";

export const followAction = viewerAction(
  { input: followInput, limit: LIMITS.follow },
  async (ctx, { userId }) => {
    const { followee } = await follow(ctx, userId);
    return { flash: { key: "followed", values: { name: followee.username } } };
  },
);

export const unfollowAction = viewerAction(
  { input: followInput, limit: LIMITS.follow },
  async (ctx, { userId }) => {
    const { followee } = await unfollow(ctx, userId);
    return { flash: { key: "unfollowed", values: { name: followee.username } } };
  },
);
