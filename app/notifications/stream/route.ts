import { fetched, tryLater } from "@/lib/web/fetched";
import { openNews } from "@/lib/web/live/door";
import { outlast } from "@/lib/web/outlast";

export const dynamic = "force-dynamic";

/** The same as it happens: server-sent events for as long as the page is looked at. */
export const GET = fetched(async (ctx, request, session) => {
  const begin = await openNews(ctx, session.sessionHash, request);
  if (!begin || !outlast(begin)) return tryLater();
  return new Response(null, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // Compressing or buffering on the way would hold events back.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
});
