"use client";

import { useActionState } from "react";
import { followAction, unfollowAction } from "@/lib/follows/actions";
import { untouched } from "@/lib/web/form-state";

interface FollowButtonProps {
  userId: number;
  name: string;
  isFollowed: boolean;
  words: {
    follow: string;
    unfollow: string;
    /** With `{name}` in the place of the name. */
    followNamed: string;
    unfollowNamed: string;
  };
}

/** Follows or stops following somebody, in place with a script, by redirect without. */
export function FollowButton({ userId, name, isFollowed, words }: FollowButtonProps) {
  const [state, action, isPending] = useActionState(isFollowed ? unfollowAction : followAction, untouched);
  const named = isFollowed ? words.unfollowNamed : words.followNamed;
  return (
    <form action={action} className="follow">
      <button
        className={isFollowed ? "btn btn-outline-secondary" : "btn btn-outline-primary"}
        name="userId"
        value={userId}
        type="submit"
        disabled={isPending}
        aria-label={named.replace("{name}", () => name)}
      >
        {isFollowed ? words.unfollow : words.follow}
      </button>
      <span role="status" className={state.outcome === "refused" ? "field-error" : "visually-hidden"}>
        {state.message}
      </span>
    </form>
  );
}
