"use server";

import { LIMITS } from "../limits/schema";
import { links } from "../links";
import { viewerAction } from "../web/action";
import { createToken, revokeToken } from "./mutations";
import { createTokenInput, revokeTokenInput } from "./schema";

export const createTokenAction = viewerAction(
  { input: createTokenInput, limit: LIMITS.createToken },
  async (ctx, input) => ({ secret: await createToken(ctx, input), flash: { key: "tokenCreated" } }),
);

export const revokeTokenAction = viewerAction({ input: revokeTokenInput }, async (ctx, { tokenId }) => {
  await revokeToken(ctx, tokenId);
  return { to: links.tokens, flash: { key: "tokenRevoked" } };
});
