import { describe, expect, it } from "vitest";
import { readSources } from "../support/sources";
import { stylesheet, tokensOf } from "../support/stylesheet";

const css = stylesheet();
const light = tokensOf(css, ":root");
const dark = tokensOf(css, "[data-bs-theme=dark]");
const automatic = tokensOf(css, "[data-bs-theme=auto]");

/** WCAG 2.2, relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(hex)?.[1];
  if (!digits) throw new Error(`not an opaque colour: ${hex}`);
  const full = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const share = Number.parseInt(full.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const GROUNDS = ["body-bg", "card-bg"];

/** Words, and the grounds they stand on somewhere. */
const TEXT: [string, string[]][] = [
  ["body-color", [...GROUNDS, "primary-bg-subtle", "danger-bg-subtle", "highlight-bg"]],
  ["secondary-color", [...GROUNDS, "primary-bg-subtle"]],
  ["primary", [...GROUNDS, "primary-bg-subtle"]],
  ["link-hover-color", [...GROUNDS, "primary-bg-subtle"]],
  ["danger", [...GROUNDS, "danger-bg-subtle"]],
  ["on-primary", ["primary"]],
  ["on-danger", ["danger"]],
];

/** Edges of controls, the ring of the focus, filled buttons, the bar of a progress in its trough. */
const CONTROLS: [string, string[]][] = [
  ["control-border", GROUNDS],
  ["primary", [...GROUNDS, "primary-bg-subtle"]],
  ["danger", GROUNDS],
];

const faint = (tokens: Record<string, string>, pairs: [string, string[]][], least: number) =>
  pairs.flatMap(([ink, grounds]) =>
    grounds
      .map((ground) => ({ ink, ground, ratio: contrast(tokens[ink] ?? "", tokens[ground] ?? "") }))
      .filter(({ ratio }) => ratio < least),
  );

describe.each([
  ["light", light],
  ["dark", dark],
])("the %s theme", (_, tokens) => {
  it("has words at 4.5:1 and more", () => expect(faint(tokens, TEXT, 4.5)).toEqual([]));
  it("has edges of controls at 3:1 and more", () => expect(faint(tokens, CONTROLS, 3)).toEqual([]));
});

it("tells the browser's frame the ground of the page", () => {
  const layout = readSources().find(({ path }) => path === "app/layout.tsx")?.text;
  expect(layout).toContain(`light: "${light["body-bg"]}", dark: "${dark["body-bg"]}"`);
});

it("reckons as WCAG does", () => {
  expect(contrast("#fff", "#000000")).toBe(21);
  expect(contrast("#777", "#fff")).toBeCloseTo(4.48, 2);
});

it("has the dark theme for a dark device that chose nothing", () => {
  expect(automatic).toEqual(dark);
  expect(css).toMatch(/@media ?\(prefers-color-scheme: ?dark\) ?\{\[data-bs-theme=auto\]/);
});
