import type { Figures, Results, SceneResult } from "./summary";

const rounded = (value: number, digits = 1) => value.toFixed(digits);
const percent = (part: number) => `${Math.round(part * 100)} %`;

const HEADINGS = [
  ...["scene", "per second", "± ", "p50 ms", "p95", "p99", "CPU ms server", "CPU ms database"],
  ...["statements", "bytes", "of the floor", "× empty page"],
];

/** The table of all scenes, in Markdown. */
export function table({ scenes, empty }: Results): string {
  const rows = [emptyRow(empty), ...scenes.map((scene) => rowOf(scene, empty))];
  return [HEADINGS, HEADINGS.map((_, index) => (index === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** What the terminal shows. */
export function printed(results: Results): string {
  const changes = results.scenes.flatMap(({ title, product, before }) =>
    before
      ? [
          `${title}: server CPU ${changeOf(product.serverMs, before.serverMs)}, database CPU ${changeOf(product.databaseMs, before.databaseMs)}, requests a second ${changeOf(product.perSecond, before.perSecond)}`,
        ]
      : [],
  );
  return [table(results), ...changes].join("\n");
}

const changeOf = (now: { median: number }, before: { median: number }) =>
  `${rounded(before.median, 2)} -> ${rounded(now.median, 2)} (× ${rounded(now.median / before.median, 2)})`;

const emptyRow = (figures: Figures) => [
  "*An empty page of the framework*",
  ...common(figures),
  "0",
  rounded(figures.bytes.median, 0),
  "",
  "1.0",
];

function rowOf({ title, statements, answerBytes, product, floor }: SceneResult, empty: Figures): string[] {
  const ofFloor = floor ? percent(product.perSecond.median / floor.perSecond.median) : "";
  const ofEmpty = rounded(product.serverMs.median / empty.serverMs.median);
  return [title, ...common(product), String(statements), String(answerBytes), ofFloor, ofEmpty];
}

const common = ({ perSecond, p50, p95, p99, serverMs, databaseMs }: Figures) => [
  rounded(perSecond.median, 0),
  percent(perSecond.spread / 2),
  ...[p50, p95, p99].map(({ median }) => rounded(median, 0)),
  rounded(serverMs.median, 2),
  rounded(databaseMs.median, 2),
];
