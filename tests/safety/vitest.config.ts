import { mergeConfig } from "vitest/config";
import fast from "../vitest.config.ts";

/** The slow proofs, on the built pages: `npm run build && npm run test:safety`. */
const config = mergeConfig(fast, {});
config.test = {
  ...config.test,
  include: ["tests/safety/*.proof.ts"],
  // They measure: one at a time.
  fileParallelism: false,
  reporters: ["default", "./tests/safety/reporter.ts"],
  testTimeout: 300_000,
  hookTimeout: 60_000,
};
export default config;
