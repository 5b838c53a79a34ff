import { issueToken, revokeToken } from "@/lib/tokens/mutations";
import { door } from "@/lib/web/api/door";
import * as operations from "@/lib/web/api/operations/tokens";
import { resource } from "@/lib/web/api/resource";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({
  POST: door(operations.createToken, async ({ ctx, userId }) => ({
    body: { token: await issueToken(ctx, userId) },
  })),
  DELETE: door(operations.revokeToken, ({ ctx, tokenId }) => revokeToken(ctx, tokenId)),
});
