import { z } from "zod";
import { LIMITS } from "../../../limits/schema";
import { operation } from "../operation";

const tag = "Follows";
const path = "/api/users/{id}/follow";

export const relationJson = z
  .object({
    following: z.boolean().meta({ description: "Whether one follows the member." }),
    followed_by: z.boolean().meta({ description: "Whether the member follows back." }),
  })
  .meta({ id: "Relation" });

export const readRelation = operation({
  id: "readRelation",
  method: "GET",
  path,
  tag,
  summary: "Who follows whom between oneself and a member",
  access: "read",
  success: {
    status: 200,
    description: "Both directions.",
    schema: relationJson,
    example: { following: true, followed_by: false },
  },
  refusals: [404],
});

export const followUser = operation({
  id: "followUser",
  method: "PUT",
  path,
  tag,
  summary: "Follow a member",
  description: "Twice is the same as once.",
  access: "write",
  limit: LIMITS.follow,
  success: { status: 204, description: "One follows the member now." },
  refusals: [400, 404],
});

export const unfollowUser = operation({
  id: "unfollowUser",
  method: "DELETE",
  path,
  tag,
  summary: "Stop following a member",
  access: "write",
  limit: LIMITS.follow,
  success: { status: 204, description: "One does not follow the member." },
  refusals: [400, 404],
});
