import { questionSchema } from "@/lib/notifications/schema";
import { fetched } from "@/lib/web/fetched";
import { notificationsFor } from "@/lib/web/live/door";

export const dynamic = "force-dynamic";

/** What the viewer's open pages have not been told yet, as the tutorial's clients ask for it. */
export const GET = fetched(async (ctx, request) => {
  const question = questionSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(await notificationsFor(ctx, question), {
    headers: { "cache-control": "private, no-store" },
  });
});
