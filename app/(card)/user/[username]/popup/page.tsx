import { notFound } from "next/navigation";
import { viewerPage } from "@/app/doors";
import { UserCard } from "@/components/card/user-card";
import { profileOf } from "@/lib/people/queries";

/** A profile in small, without anything around it: what rests over a name for a moment. */
export default viewerPage<{ username: string }>(async (ctx, { params }) => {
  const profile = await profileOf(ctx, params.username);
  if (!profile) notFound();
  return <UserCard profile={profile} viewer={ctx.viewer} />;
});
