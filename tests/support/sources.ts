import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { type ESTree, type ParseResult, parseSync, Visitor, type VisitorObject } from "vite";

/** One of our own files of code, read and parsed. */
export interface Source {
  /** From the top of the repository, such as `lib/posts/queries.ts`. */
  path: string;
  text: string;
  lines: number;
  program: ParseResult["program"];
  imports: Import[];
}

/** What a file asks another one for. */
export interface Import {
  /** A path from the top without its extension, or the name of a package as it is written. */
  target: string;
  /** Gone when the program runs. */
  isType: boolean;
  /** `export ... from`, which hands on what it asks for. */
  isReexport: boolean;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CODE = ["{app,bin,components,db,lib,tests}/**/*.{ts,tsx,mjs}", "*.{ts,tsx,mjs}"];

/** Every file of code in the repository but what is generated. */
export function readSources(): Source[] {
  const paths = globSync(CODE, { cwd: ROOT }).filter((path) => path !== "next-env.d.ts");
  return paths.sort().map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), "utf8");
  const parsed = parseSync(path, text);
  if (parsed.errors[0]) throw new Error(`${path}: ${parsed.errors[0].message}`);
  const lines = text.trimEnd().split("\n").length;
  return { path, text, lines, program: parsed.program, imports: importsOf(path, text, parsed) };
}

function importsOf(path: string, text: string, { module }: ParseResult): Import[] {
  const to = (request: string) => resolve(path, request);
  const isTypeOnly = (entries: { isType: boolean }[]) =>
    entries.length > 0 && entries.every(({ isType }) => isType);
  return [
    ...module.staticImports.map(({ moduleRequest, entries }) => ({
      target: to(moduleRequest.value),
      isType: isTypeOnly(entries),
      isReexport: false,
    })),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest, isType }) =>
        moduleRequest ? [{ target: to(moduleRequest.value), isType, isReexport: true }] : [],
      ),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => ({
      target: to(text.slice(start + 1, end - 1)),
      isType: false,
      isReexport: false,
    })),
  ];
}

function resolve(path: string, request: string): string {
  const isOurs = /^(@\/|\.)/.test(request);
  if (!isOurs) return request;
  return moduleOf(request.startsWith("@/") ? request.slice(2) : join(dirname(path), request));
}

/** A path as an import names it: without its extension. */
export const moduleOf = (path: string): string => path.replace(/\.(d\.)?(tsx?|mjs|json)$/, "");

/** Whether an import's target is a file of this repository. */
export const isOwn = (target: string): boolean =>
  /^(app|bin|components|db|lib|messages|tests)\//.test(target);

/** Line on which a position of a source stands, from 1. */
export const lineAt = ({ text }: Source, position: number): number =>
  text.slice(0, position).split("\n").length;

/** Every part of a source that is of one of the given kinds, in their order of appearance. */
export function nodesOf<Kind extends ESTree.Node["type"]>(
  { program }: Source,
  ...kinds: Kind[]
): Extract<ESTree.Node, { type: Kind }>[] {
  const found: Extract<ESTree.Node, { type: Kind }>[] = [];
  const keep = kinds.map((kind) => [kind, (node: (typeof found)[number]) => found.push(node)]);
  new Visitor(Object.fromEntries(keep) as VisitorObject).visit(program);
  return found;
}
