import { mergeConfig } from "vitest/config";
import fast from "../vitest.config.ts";

/** The slow proofs, on the built pages: `npm run build && npm run test:safety`. */
const config = mergeConfig(fast, {});
config.test = {
  ...config.test,
  // What holds of the API's handlers has to hold of the build too.
  include: ["tests/safety/*.proof.ts", "tests/api/*.test.ts"],
  provide: { ...config.test?.provide, fuzzing: { requests: 200 }, apiIsBuilt: true },
  // They measure: one at a time.
  fileParallelism: false,
  testTimeout: 300_000,
  hookTimeout: 60_000,
};
export default config;
