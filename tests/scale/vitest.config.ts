import { mergeConfig } from "vitest/config";
import fast from "../vitest.config.ts";

/** The lists among a million posts: `npm run test:scale`. The fast suite has the same with fewer. */
const config = mergeConfig(fast, {});
config.test = {
  ...config.test,
  include: ["tests/scale/*.test.ts"],
  provide: { ...config.test?.provide, townPosts: 1_000_000 },
};
export default config;
