import { defineConfig } from "vitest/config";
import { database, files, sources } from "../vitest.base.ts";

/** The slow proofs, on the built pages: `npm run build && npm run test:safety`. */
export default defineConfig({
  ...sources,
  test: {
    ...database,
    ...files,
    include: ["tests/safety/*.proof.ts"],
    // They measure: one at a time.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
