import { defineConfig } from "vitest/config";
import { database, extent, files, sources } from "../vitest.base.ts";

/** The slow proofs, on the built pages: `npm run build && npm run test:safety`. */
export default defineConfig({
  ...sources,
  test: {
    ...database,
    ...files,
    // What holds of the API's handlers has to hold of the build too.
    include: ["tests/safety/*.proof.ts", "tests/api/*.test.ts"],
    provide: { ...extent, fuzzing: { requests: 200, seed: undefined }, apiIsBuilt: true },
    // They measure: one at a time.
    fileParallelism: false,
    reporters: ["default", "./tests/safety/reporter.ts"],
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
});
