import { readiness } from "@/lib/web/readiness";

export const dynamic = "force-dynamic";

/** Readiness: the process can do its work. */
export async function GET(): Promise<Response> {
  const { isReady, checks } = await readiness();
  return Response.json(
    { status: isReady ? "UP" : "DOWN", checks },
    { status: isReady ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
