import type { Reason } from "../errors";

/** Why a viewer may not follow somebody, or null. */
export function whyNotFollow(viewerId: number, userId: number): Reason | null {
  return viewerId === userId ? { key: "followYourself" } : null;
}

/** Why a viewer may not stop following somebody, or null. */
export function whyNotUnfollow(viewerId: number, userId: number): Reason | null {
  return viewerId === userId ? { key: "unfollowYourself" } : null;
}
