import { fileURLToPath } from "node:url";
import type { ViteUserConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

// The condition under which `server-only` lets itself be imported.
const conditions = ["react-server", "node"];

/** What every run of tests without a browser has in common: how sources are found. */
export const sources: ViteUserConfig = {
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") }, conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
};

/** One database server for the run. */
export const database = { globalSetup: ["tests/support/postgres.ts"] };

/** What every test file has in common. */
export const files = {
  setupFiles: ["tests/support/environment.ts"],
  // So that a test can stand in for the configuration that it asks for.
  server: { deps: { inline: ["next-intl"] } },
  testTimeout: 15_000,
  hookTimeout: 30_000,
};

/** How much the fast suite tries; the slow runs try more of the same. */
export const extent = {
  townPosts: 200_000,
  fuzzing: { requests: 10, seed: 1 as number | undefined },
  apiIsBuilt: false,
};
