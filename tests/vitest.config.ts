import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

// The condition under which `server-only` lets itself be imported.
const conditions = ["react-server", "node"];

/** The fast suite: everything but the browser. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") }, conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/postgres.ts"],
    setupFiles: ["tests/support/environment.ts"],
    provide: { townPosts: 200_000, fuzzing: { requests: 20, seed: 1 }, apiIsBuilt: false },
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
