import promises from "./promises.json";
import type { Measured } from "./reporter";

interface Promised {
  id: string;
  promise: string;
  kept: string;
  tried: string[];
  /** Where it cannot be kept or was not tried, and why. */
  gap?: string;
}

export const PROMISES: Promised[] = promises;

const cell = (text: string) => text.replaceAll("|", "\\|");
const links = (files: string[]) => files.map((file) => `[${file.split("/").at(-1)}](../${file})`).join(", ");

/** docs/safety.md: every promise, how it is kept and tried, and what was measured last. */
export function document(measured: Measured[]): string {
  return `${[HEAD, ...PROMISES.map((promised) => section(promised, measured))].join("\n\n")}\n`;
}

const HEAD = `# What is promised, and how it is kept

Written by the proofs themselves: \`npm run build && npm run test:safety\` measures, keeps the figures in
\`safety.json\` beside this file, and \`npx vitest run --config tests/vitest.config.ts tests/safety -u\` writes
this page from them. No figure is typed by hand; what is not measured says so. Times are those of a small
machine with the database and the load on the same two cores.`;

function section({ id, promise, kept, tried, gap }: Promised, measured: Measured[]): string {
  const figures = measured.filter((one) => one.promise === id);
  const rows = figures.map(
    ({ limit, reached, isKept, on }) =>
      `| ${cell(limit)} | ${cell(reached)} | ${isKept ? "kept" : "**not kept**"} | ${on} |`,
  );
  const table = ["| limit | reached | | on |", "|---|---|---|---|", ...rows].join("\n");
  return [
    `## ${id}. ${promise}`,
    `Kept by: ${kept}.`,
    `Tried in: ${tried.length > 0 ? links(tried) : "nothing yet"}.`,
    ...(gap ? [`**Not all of it:** ${gap}`] : []),
    ...(rows.length > 0 ? [table] : []),
  ].join("\n\n");
}
