import { globSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { database, extent, files, sources } from "./vitest.base.ts";

const all = globSync("tests/**/*.test.ts", { cwd: sources.root });
const saying = (words: RegExp) =>
  all.filter((file) => words.test(readFileSync(`${sources.root}/${file}`, "utf8")));

/** A process reads its configuration once: who sets one of their own needs a process of their own. */
const alone = saying(/stubEnv|adoptEnvironment|indexedPosts|vi\.mock/);
/** They put the process into their own order one after the other, and share nothing with those who do not. */
const served = saying(/servedApi/).filter((file) => !alone.includes(file));

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
      {
        ...sources,
        test: { ...files, name: "shared", isolate: false, include: all, exclude: [...alone, ...served] },
      },
      { ...sources, test: { ...files, name: "served", isolate: false, include: served } },
      { ...sources, test: { ...files, name: "alone", include: alone } },
    ],
  },
});
