import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { readSources } from "../support/sources";
import { stylesheet } from "../support/stylesheet";

const css = stylesheet();

it("stays small enough for an old phone: 20 KB compressed", () => {
  expect(gzipSync(css).length).toBeLessThan(20 * 1024);
});

it("reads no custom property that nobody sets", () => {
  const set = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  const read = [...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name);
  expect(read.length).toBeGreaterThan(100);
  expect([...new Set(read)].filter((name) => !set.has(name))).toEqual([]);
});

it("is all the style there is: the policy of the pages forbids style attributes", () => {
  const drawn = readSources().filter(({ path }) => /^(app|components)\/.*\.tsx$/.test(path));
  expect(drawn.length).toBeGreaterThan(30);
  expect(drawn.filter(({ text }) => /\sstyle=|<style/.test(text)).map(({ path }) => path)).toEqual([]);
});
