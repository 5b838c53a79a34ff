import type { Flatness } from "./flat";
import type { Figures, Results, SceneResult } from "./summary";

const rounded = (value: number, digits = 1) => value.toFixed(digits);
const percent = (part: number) => `${Math.round(part * 100)} %`;

const HEADINGS = [
  ...["scene", "per second", "± ", "p50 ms", "p95", "p99", "CPU ms server", "CPU ms database"],
  ...["statements", "bytes", "of the floor", "× empty page"],
];

/** The table of all scenes, in Markdown. */
export function table({ scenes, references }: Results): string {
  const emptyMs = references[0]?.figures.serverMs.median ?? Number.NaN;
  const rows = [
    ...references.map((reference) => referenceRow(reference, emptyMs)),
    ...scenes.map((scene) => rowOf(scene, emptyMs)),
  ];
  return markdown([HEADINGS, ...rows]);
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

const referenceRow = ({ title, figures }: Results["references"][number], emptyMs: number) => [
  `*${title}*`,
  ...common(figures),
  "0",
  rounded(figures.bytes.median, 0),
  "",
  rounded(figures.serverMs.median / emptyMs),
];

function rowOf({ title, statements, answerBytes, product, floor }: SceneResult, emptyMs: number): string[] {
  const ofFloor = floor ? percent(product.perSecond.median / floor.perSecond.median) : "";
  const ofEmpty = rounded(product.serverMs.median / emptyMs);
  return [title, ...common(product), String(statements), String(answerBytes), ofFloor, ofEmpty];
}

const common = ({ perSecond, p50, p95, p99, serverMs, databaseMs }: Figures) => [
  rounded(perSecond.median, 0),
  percent(perSecond.spread / 2),
  ...[p50, p95, p99].map(({ median }) => rounded(median, 0)),
  rounded(serverMs.median, 2),
  rounded(databaseMs.median, 2),
];

/** How long lists take in a large town, beside a small one and on page 1,000, in Markdown. */
export function flatTable({ posts, rows }: Flatness): string {
  const [small, large] = [posts.small, posts.large].map((count) => count.toLocaleString("en"));
  const headings = [
    ...["list", `SQL ms, ${small}`, large ?? "", "×", `page ms, ${small}`, large ?? "", "×"],
    ...["page 1,000: SQL ms", "× page 1", "page ms", "× page 1"],
  ];
  const compared = (time: number, than: number) => [rounded(time), rounded(time / than)];
  const lines = rows.map((row) => [
    row.title,
    ...[rounded(row.small.sql), ...compared(row.large.sql, row.small.sql)],
    ...[rounded(row.small.page), ...compared(row.large.page, row.small.page)],
    ...(row.deep
      ? [...compared(row.deep.sql, row.large.sql), ...compared(row.deep.page, row.large.page)]
      : ["", "", "", ""]),
  ]);
  return markdown([headings, ...lines]);
}

const markdown = ([headings = [], ...rows]: string[][]): string =>
  [headings, headings.map((_, index) => (index === 0 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
