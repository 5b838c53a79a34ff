import { defineConfig } from "vitest/config";
import { database, extent, files, sources } from "../vitest.base.ts";

/** The lists among a million posts: `npm run test:scale`. The fast suite has the same with fewer. */
export default defineConfig({
  ...sources,
  test: {
    ...database,
    ...files,
    include: ["tests/scale/*.test.ts"],
    provide: { ...extent, townPosts: 1_000_000 },
  },
});
