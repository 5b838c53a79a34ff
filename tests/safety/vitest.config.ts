import { globSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { database, extent, files, sources } from "../vitest.base.ts";

/** They measure what things cost, or keep the machine busy themselves: nothing else may go on. */
const alone = [
  "bodies",
  "configuration",
  "enumeration",
  "framework",
  "machines-stories",
  "overload",
  "search",
  "soak",
  "streams",
].map((name) => `tests/safety/${name}.proof.ts`);
// What holds of the API's handlers has to hold of the build too.
const all = globSync(["tests/safety/*.proof.ts", "tests/api/*.test.ts"], { cwd: sources.root });

const proofs = { ...files, testTimeout: 300_000, hookTimeout: 60_000 };

/** The slow proofs, on the built pages: `npm run build && npm run test:safety`. */
export default defineConfig({
  ...sources,
  test: {
    ...database,
    provide: { ...extent, fuzzing: { requests: 200, seed: undefined }, apiIsBuilt: true },
    reporters: ["default", "./tests/safety/reporter.ts"],
    projects: [
      {
        ...sources,
        test: {
          ...proofs,
          name: "side by side",
          include: all.filter((file) => !alone.includes(file)),
          // Most of their time they wait for what they have broken: several at once keep two cores busy.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        ...sources,
        test: {
          ...proofs,
          name: "alone",
          include: alone,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
