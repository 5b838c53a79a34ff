import { afterAll, beforeAll, vi } from "vitest";
import { type Api, client } from "./api-client";
import { freshDatabase } from "./database";

/**
 * The API over real HTTP on a database of its own, for a suite. Limits are off unless the suite is
 * about them.
 */
export function servedApi({ hasLimits = false } = {}): Api {
  const database = freshDatabase({ max: 4 });
  let server: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    vi.stubEnv("DATABASE_URL", database.url);
    vi.stubEnv("RATE_LIMITS", hasLimits ? "on" : "off");
    vi.stubEnv("LOG_LEVEL", "error");
    vi.stubEnv("APP_URL", "http://localhost:3000");
    // Only now, because what it loads reads the configuration.
    const { serveRoutes } = await import("./route-server");
    server = await serveRoutes();
  });
  afterAll(async () => {
    await server.close();
  });

  return client(
    () => server.url,
    () => database.db,
  );
}
