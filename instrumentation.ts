/** Runs once in each server process, before it takes requests. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "edge") return;
  const { start } = await import("./lib/web/start");
  start();
}
