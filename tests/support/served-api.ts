import { afterAll, beforeAll, inject } from "vitest";
import { adoptEnvironment } from "@/lib/env";
import { type Api, client } from "./api-client";
import { freshDatabase } from "./database";

declare module "vitest" {
  interface ProvidedContext {
    /** Whether the production build answers, instead of the handlers in the test's own process. */
    apiIsBuilt: boolean;
  }
}

/** What the documents and the pictures' addresses say, wherever it answers. */
const APP_URL = "http://localhost:3000";

/**
 * The API over real HTTP on a database of its own, for a suite. Limits are off unless the suite is
 * about them.
 */
export function servedApi({ hasLimits = false } = {}): Api {
  const database = freshDatabase({ max: 4 });
  let server: { url: string; close(): Promise<void> };

  beforeAll(async () => {
    const RATE_LIMITS = hasLimits ? "on" : "off";
    server = await (inject("apiIsBuilt") ? built : here)({ DATABASE_URL: database.url, RATE_LIMITS });
  });
  afterAll(async () => {
    await server.close();
  });

  return client(
    () => server.url,
    () => database.db,
  );
}

type Settings = Record<"DATABASE_URL" | "RATE_LIMITS", string>;

async function here(settings: Settings) {
  adoptEnvironment({ ...settings, LOG_LEVEL: "error", APP_URL });
  // Only now, because what it loads reads the configuration.
  const { serveRoutes } = await import("./route-server");
  return serveRoutes();
}

async function built(settings: Settings) {
  const { builtServer, SECRET } = await import("./server");
  // Nobody does jobs here.
  const jobs = { JOBS: "cron", CRON_SECRET: SECRET };
  const server = await builtServer({ APP_URL, ...jobs, ...settings });
  await server.start();
  return { url: server.url, close: () => server.kill("SIGTERM") };
}
