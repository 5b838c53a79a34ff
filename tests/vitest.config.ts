import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { database, extent, files, sources } from "./vitest.base.ts";

const all = globSync("tests/**/*.test.ts", { cwd: sources.root });

/** A process reads its configuration once: who sets one of their own needs a process of their own. */
const alone = all.filter((file) =>
  /stubEnv|adoptEnvironment|servedApi|indexedPosts|vi\.mock/.test(
    readFileSync(`${sources.root}/${file}`, "utf8"),
  ),
);

/**
 * The fast suite: everything but the browser. Most files share a few processes, because loading the
 * modules anew for every file took longer than the tests themselves.
 */
export default defineConfig({
  ...sources,
  test: {
    ...database,
    provide: extent,
    // Two cores are never idle then: much of the time is spent in the database.
    maxWorkers: 3,
    projects: [
      { ...sources, test: { ...files, name: "shared", isolate: false, include: all, exclude: alone } },
      { ...sources, test: { ...files, name: "alone", include: alone } },
    ],
  },
});
