import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { memoryFlags } from "@/bin/memory";

const heapOf = (flags: string[], nodeOptions = "") => {
  const asked = "console.log(require('v8').getHeapStatistics().heap_size_limit)";
  const env = { PATH: "", NODE_OPTIONS: nodeOptions, NODE_ENV: "test" } as const;
  return spawnSync(process.execPath, [...flags, "-e", asked], { encoding: "utf8", env });
};

describe("the memory of a server process", () => {
  it("is bounded by flags that this version of Node.js takes and heeds", () => {
    const [bounded, unbounded] = [heapOf(memoryFlags()), heapOf([])];
    expect(bounded.stderr).toBe("");
    expect(Number(bounded.stdout)).toBeLessThan(Number(unbounded.stdout));
  });

  it("is left to whoever runs the site where they have said something", () => {
    expect(memoryFlags("--max-old-space-size=400 --max-semi-space-size=8")).toEqual([
      "--initial-old-space-size=64",
      "--heap-growing-percent=50",
    ]);
    expect(memoryFlags("--max_semi_space_size=8 --initial_old_space_size=9")).toEqual([
      "--heap-growing-percent=50",
    ]);
  });
});
