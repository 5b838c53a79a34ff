import type { ESTree } from "vite";
import { describe, expect, it } from "vitest";
import { lineAt, nodesOf, readSources } from "./support/sources";

const drawn = readSources().filter(({ path }) => /^(app|components|lib\/web)\/.*\.tsx$/.test(path));

/** Attributes, of HTML and of our own components, that a person gets to read or to hear. */
const READ = /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|placeholder|title)$/;
const READ_IN_COMPONENTS = /^(label|text|hint|heading|notice|message|empty|description)$/;

const hasLetters = (text: unknown) => typeof text === "string" && /\p{L}/u.test(text);

/** The texts an expression may come to, as far as they stand in it. */
function literalsOf(node: ESTree.Node | null): { text: unknown; start: number }[] {
  switch (node?.type) {
    case "Literal":
      return [{ text: node.value, start: node.start }];
    case "TemplateLiteral":
      return node.quasis.map(({ value, start }) => ({ text: value.cooked, start }));
    case "ConditionalExpression":
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
    case "LogicalExpression":
      return [...literalsOf(node.left), ...literalsOf(node.right)];
    case "JSXExpressionContainer":
      return literalsOf(node.expression);
    default:
      return [];
  }
}

describe("what a person reads", () => {
  it("comes from the catalogues, not from the code", () => {
    expect(drawn.length).toBeGreaterThan(40);
    const literal = drawn.flatMap((source) => {
      const children = nodesOf(source, "JSXElement", "JSXFragment").flatMap(({ children }) => children);
      const text = children.flatMap((child) =>
        child.type === "JSXText" ? [{ text: child.value, start: child.start }] : literalsOf(child),
      );
      const attributes = nodesOf(source, "JSXAttribute").flatMap(({ name, value }) => {
        const called = name.type === "JSXIdentifier" ? name.name : "";
        return READ.test(called) || READ_IN_COMPONENTS.test(called) ? literalsOf(value) : [];
      });
      const properties = nodesOf(source, "Property").flatMap(({ key, value }) => {
        const called = key.type === "Identifier" ? key.name : "";
        return READ.test(called) || READ_IN_COMPONENTS.test(called) ? literalsOf(value as ESTree.Node) : [];
      });
      return [...text, ...attributes, ...properties]
        .filter(({ text }) => hasLetters(text))
        .map(({ text, start }) => `${source.path}:${lineAt(source, start)}: ${String(text).trim()}`);
    });
    expect(literal).toEqual([]);
  });
});
