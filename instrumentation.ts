/** Runs once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "edge") return;
  const { start } = await import("./lib/web/start");
  await start();
}

/** Called by the framework for what no door has caught. */
export async function onRequestError(
  error: unknown,
  request: { headers: Record<string, string | string[] | undefined> },
  context: { routePath: string; routeType: string },
): Promise<void> {
  if (process.env.NEXT_RUNTIME === "edge") return;
  const { reportRequestError } = await import("./lib/web/start");
  reportRequestError(error, String(request.headers["x-request-id"] ?? ""), context);
}
