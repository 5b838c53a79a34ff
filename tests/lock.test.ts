import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Package {
  version?: string;
  integrity?: string;
  os?: string | string[];
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
}

const read = (file: string) => JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), "utf8"));
const packages: Record<string, Package> = read("package-lock.json").packages;

it("the lock file names the packages of every system, or npm ci refuses it (remedy: npm run lock)", () => {
  const missing = Object.values(packages)
    .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
    .filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing).toEqual([]);
});

it("every package that can be installed on Linux has the hash of its contents", () => {
  const unproven = Object.entries(packages).filter(
    ([path, { integrity, os, optional }]) => path !== "" && !integrity && !(optional && os),
  );
  expect(unproven.map(([path]) => path)).toEqual([]);
});

it("every direct dependency is pinned to one version", () => {
  const { dependencies, devDependencies, optionalDependencies } = read("package.json");
  const loose = Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([name, version]) => !/^\d+\.\d+\.\d+/.test(version) && !name.startsWith("@types/"))
    .map(([name]) => name);
  expect(loose).toEqual([]);
});
