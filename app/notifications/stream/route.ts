import { fetched, tryLater } from "@/lib/web/fetched";
import { openNews } from "@/lib/web/live/door";

export const dynamic = "force-dynamic";

/** The same as it happens: server-sent events for as long as the page is looked at. */
export const GET = fetched(async (ctx, request, session) => {
  const body = await openNews(ctx, session.sessionHash, request);
  if (!body) return tryLater();
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compressing or buffering on the way would hold events back.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
