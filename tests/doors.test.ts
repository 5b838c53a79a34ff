import type { ESTree } from "vite";
import { describe, expect, it } from "vitest";
import { nounOf, stands } from "./support/directions";
import { lineAt, moduleOf, nodesOf, readSources, type Source } from "./support/sources";

const sources = readSources();
const served = sources.filter(({ path }) => !/^(tests|bin)\//.test(path));

const place = (source: Source, { start }: { start: number }) => `${source.path}:${lineAt(source, start)}`;

describe("the environment", () => {
  /** Who reads it beside lib/env.ts, and why they cannot ask it. */
  const READERS: Record<string, string> = {
    "instrumentation.ts":
      "the bundler puts the runtime's name there, to leave Node code out of other runtimes",
    "tests/bench/floor.mjs": "has nothing of ours in it, for it is what ours is compared with",
    "tests/env.test.ts": "shows what lib/env.ts makes of it",
    "tests/web/action-key.test.ts": "shows what the framework will read of it",
  };

  it("is read by lib/env.ts alone", () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b|\bprocess\s*\[/.test(text));
    const allowed = (path: string) => /^lib\/env[a-z-]*\.ts$/.test(path) || path in READERS;
    expect(readers.map(({ path }) => path).filter((path) => !allowed(path))).toEqual([]);
  });
});

describe("a viewer", () => {
  /** Who may say who asks: the doors, and the queries that prove it by a secret. */
  const PROVERS = ["lib/web/**", "lib/jobs/*", "lib/{sessions,tokens}/queries"];

  it("is made by the doors only", () => {
    const others = served.filter(({ path }) => !PROVERS.some((prover) => stands(moduleOf(path), prover)));
    const made = others.flatMap((source) =>
      nodesOf(source, "ObjectExpression")
        .flatMap(({ properties }) => properties)
        .filter((property) => property.type === "Property")
        .filter(({ key, value }) => {
          const isNobody = value.type === "Literal" && value.value === null;
          return key.type === "Identifier" && key.name === "viewer" && !isNobody;
        })
        .map((property) => place(source, property)),
    );
    expect(made).toEqual([]);
  });

  it("is not claimed by a cast", () => {
    const claims = served.filter(({ text }) => /\bas (unknown as )?(Viewer|ViewerContext)\b/.test(text));
    expect(claims.map(({ path }) => path)).toEqual([]);
  });

  it("is given the database by the context: no noun opens it", () => {
    const openers = served.filter(
      ({ path, imports }) =>
        nounOf(moduleOf(path)) && imports.some(({ target }) => target === "lib/database"),
    );
    expect(openers.map(({ path }) => path)).toEqual([]);
  });
});

describe("an action", () => {
  const doors = served.filter(({ text }) => /["']use server["']/.test(text));

  it("lives in the actions.ts of its noun", () => {
    expect(doors.length).toBeGreaterThan(3);
    expect(doors.map(({ path }) => path).filter((path) => !/^lib\/[a-z]+\/actions\.ts$/.test(path))).toEqual(
      [],
    );
    const silent = served.filter(
      ({ path, text }) => /\/actions\.ts$/.test(path) && !text.startsWith('"use server";'),
    );
    expect(silent.map(({ path }) => path)).toEqual([]);
  });

  it("authenticates itself, by wrapper", () => {
    const WRAPPERS = ["viewerAction", "guestAction"];
    const bare = doors.flatMap((source) =>
      source.program.body
        .filter((node) => node.type.startsWith("Export"))
        .filter((node) => !(node.type === "ExportNamedDeclaration" && isMadeBy(node.declaration, WRAPPERS)))
        .map((node) => place(source, node)),
    );
    expect(bare).toEqual([]);
    const unknown = doors.filter(({ imports }) => !imports.some(({ target }) => target === "lib/web/action"));
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });
});

/** Whether every constant of a declaration is what one of these functions returned. */
function isMadeBy(declared: ESTree.Declaration | null, makers: string[]): boolean {
  if (declared?.type !== "VariableDeclaration") return false;
  return declared.declarations.every(
    ({ init }) =>
      init?.type === "CallExpression" &&
      init.callee.type === "Identifier" &&
      makers.includes(init.callee.name),
  );
}

describe("a page", () => {
  it("is drawn behind a door", () => {
    const pages = served.filter(({ path }) => /^app\/.*\/?page\.tsx$/.test(path));
    expect(pages.length).toBeGreaterThan(5);
    const open = pages.filter(
      ({ text }) => !/^export default (viewerPage|guestPage|openPage)[(<]/m.test(text),
    );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it("holds text as text: nothing is set as HTML", () => {
    const setters = /dangerouslySetInnerHTML|\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write\b/;
    expect(served.filter(({ text }) => setters.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the server's code", () => {
  it("does not reach a browser", () => {
    const secret = served.filter(({ path }) => /^lib\/[a-z]+\/(queries|mutations|jobs)\.ts$/.test(path));
    const open = secret.filter(({ imports }) => !imports.some(({ target }) => target === "server-only"));
    expect(open.map(({ path }) => path)).toEqual([]);
  });
});
