import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import floor from "./safety-floor.json";
import { stands } from "./support/directions";

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
const lock: Record<string, { version?: string; resolved?: string; hasInstallScript?: boolean }> = JSON.parse(
  read("package-lock.json"),
).packages;
const manifest = JSON.parse(read("package.json"));

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
const copies = Object.entries(lock).filter(([path]) => path !== "");

/** Whether a version is below another one; a release candidate counts as its release. */
function isBelow(version: string, least: string): boolean {
  const [one, other] = [version, least].map((text) => text.split(/[-+]/, 1)[0] ?? "");
  return new Intl.Collator("en", { numeric: true }).compare(one ?? "", other ?? "") < 0;
}

describe("the packages", () => {
  it.each(Object.entries(floor.least))(
    "have no copy of %s with a known hole",
    (name, { version: least, why }) => {
      const below = copies
        .filter(([path, { version = "0" }]) => nameOf(path) === name && isBelow(version, least))
        .map(([path]) => path)
        .filter((path) => !(path in floor.exceptions));
      expect(below, why).toEqual([]);
    },
  );

  it("are told apart by version as people do", () => {
    expect(isBelow("4.6.6", "4.6.7")).toBe(true);
    expect(isBelow("4.10.0", "4.9.9")).toBe(false);
    expect(isBelow("16.4.1-canary.3", "16.4.1")).toBe(false);
    expect(isBelow("0.45.4", "0.45.4")).toBe(false);
  });

  it("that the floor names and we ask for are there", () => {
    const asked = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    for (const name of Object.keys(floor.least).filter((name) => asked.includes(name))) {
      expect(lock[`node_modules/${name}`]?.version, name).toBe(
        { ...manifest.dependencies, ...manifest.devDependencies }[name],
      );
    }
    expect(Object.keys(floor.exceptions).filter((path) => !(path in lock))).toEqual([]);
  });
});

describe("installing", () => {
  it("runs no script of a package", () => {
    expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
    const ours = ["preinstall", "install", "postinstall", "prepare", "prepublish"];
    expect(ours.filter((name) => name in manifest.scripts)).toEqual([]);
  });

  it("needs none of those that packages have, and each is known", () => {
    const scripted = copies
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => nameOf(path));
    const known = Object.keys(floor.installScripts);
    expect(scripted.filter((name) => !known.some((pattern) => stands(name, pattern)))).toEqual([]);
    expect(known.filter((pattern) => !scripted.some((name) => stands(name, pattern)))).toEqual([]);
  });

  it("names no host: everybody's own registry serves", () => {
    expect(copies.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(read(".npmrc")).not.toMatch(/registry\s*=|\/\//);
    const versions = Object.values<string>({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    });
    expect(versions.filter((version) => /[:/]/.test(version))).toEqual([]);
  });
});
