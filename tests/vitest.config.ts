import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { variables } from "../lib/env-variables";

const root = fileURLToPath(new URL("..", import.meta.url));

// The condition under which `server-only` lets itself be imported.
const conditions = ["react-server", "node", "import", "module", "default"];

/** What the shell has set for the developer's own copy is not for tests; empty counts as unset. */
const environment = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, ""]));

/** The fast suite: everything but the browser. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") }, conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/postgres.ts"],
    env: { ...environment, AUTH_SECRET: "signs-the-sessions-of-tests-only-0123456789" },
    testTimeout: 15_000,
    hookTimeout: 30_000,
  },
});
