import { describe, expect, it } from "vitest";
import { DIRECTIONS, nounOf, stands } from "./support/directions";
import { KEEPERS } from "./support/keepers";
import { isOwn, lineAt, moduleOf, nodesOf, readSources, type Source } from "./support/sources";

const sources = readSources().filter(({ path }) => !path.endsWith(".d.ts"));
const productive = sources.filter(({ path }) => !path.startsWith("tests/"));

/** Names what breaks a rule, so that the failure says where to look. */
const offenders = (among: Source[], breaks: (source: Source) => string[]) =>
  among.flatMap((source) => breaks(source).map((what) => `${source.path}: ${what}`));

const imports = (among: Source[], breaks: (target: string, source: Source, isType: boolean) => boolean) =>
  offenders(among, (source) =>
    source.imports.filter(({ target, isType }) => breaks(target, source, isType)).map(({ target }) => target),
  );

describe("imports", () => {
  it("run one way: app -> components -> lib -> db", () => {
    const strays = offenders(sources, (source) => {
      const module = moduleOf(source.path);
      const own = nounOf(module);
      const direction = DIRECTIONS.find(({ from }) => stands(module, from));
      if (!direction) return ["stands in no room"];
      const { to, types = [] } = direction;
      return source.imports
        .filter(({ target, isType }) => {
          const allowed = isType ? [...to, ...types] : to;
          return isOwn(target) && !allowed.some((pattern) => stands(target, pattern, own));
        })
        .map(({ target }) => `-> ${target}`);
    });
    expect(strays).toEqual([]);
  });

  it("leave frameworks, drivers, files and the network to the rooms that keep them", () => {
    const breaks = (target: string, { path }: Source) =>
      KEEPERS.some(
        ({ packages, keepers }) =>
          packages.some((pattern) => stands(target, pattern)) &&
          !keepers.some((pattern) => stands(moduleOf(path), pattern)),
      );
    expect(imports(sources, breaks)).toEqual([]);
  });

  it("make no circle of nouns", () => {
    const asks = new Map<string, Set<string>>();
    for (const { path, imports } of sources) {
      const noun = nounOf(moduleOf(path));
      if (!noun || path.endsWith("/actions.ts")) continue;
      const others = imports.map(({ target }) => nounOf(target)).filter((other) => other !== undefined);
      asks.set(noun, new Set([...(asks.get(noun) ?? []), ...others.filter((other) => other !== noun)]));
    }
    // Whoever asks nobody that is left may be taken away; a circle is what remains.
    for (let before = -1; before !== asks.size; ) {
      before = asks.size;
      for (const [noun, others] of asks) {
        if (![...others].some((other) => asks.has(other))) asks.delete(noun);
      }
    }
    expect([...asks.keys()]).toEqual([]);
  });

  it("name the file itself: no barrels", () => {
    // Drizzle and its migration generator want all tables in one module.
    const among = sources.filter(({ path }) => path !== "db/schema.ts");
    expect(offenders(among, ({ text }) => text.match(/^export \* from.*/gm) ?? [])).toEqual([]);
  });
});

describe("files", () => {
  it("of a noun have one of the seven names", () => {
    const nouns = sources.filter(({ path }) => nounOf(moduleOf(path)));
    const named = /^lib\/[a-z]+\/(schema|rules|queries|mutations|actions|jobs|mail)\.ts$/;
    expect(nouns.length).toBeGreaterThan(20);
    expect(nouns.map(({ path }) => path).filter((path) => !named.test(path))).toEqual([]);
  });

  it("are not drawers", () => {
    const drawer = /(^|\/)(utils?|helpers?|types|constants|services|hooks|common|misc|shared)(\/|\.)/;
    expect(sources.map(({ path }) => path).filter((path) => drawer.test(path))).toEqual([]);
  });

  it("fit a screen: 150 lines", () => {
    expect(offenders(sources, ({ lines }) => (lines > 150 ? [`${lines} lines`] : []))).toEqual([]);
  });

  it("hold functions of 40 lines at most", () => {
    const long = offenders(productive, (source) =>
      nodesOf(source, "FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression").flatMap(
        ({ start, end }) => {
          const [first, last] = [lineAt(source, start), lineAt(source, end)];
          return last - first >= 40 ? [`${last - first + 1} lines from line ${first}`] : [];
        },
      ),
    );
    expect(long).toEqual([]);
  });

  it("hold finished work", () => {
    const mark = new RegExp(`\\b(${["TO" + "DO", "FIX" + "ME", "X" + "XX"].join("|")})\\b`, "g");
    expect(offenders(sources, ({ text }) => text.match(mark) ?? [])).toEqual([]);
  });
});
