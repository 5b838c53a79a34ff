import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { chart } from "./chart";
import { table } from "./report";
import type { Results } from "./summary";

const FILE = join("docs", "performance");
const [FROM, TO] = ["<!-- measured: npm run bench -- --write -->", "<!-- /measured -->"];

/** Writes what was measured into docs/performance.md, between its marks, and beside it as JSON and as a chart. */
export async function write(results: Results): Promise<void> {
  const text = await readFile(`${FILE}.md`, "utf8");
  const [before, rest = ""] = text.split(FROM);
  const after = rest.split(TO)[1] ?? "\n";
  await writeFile(`${FILE}.md`, `${before}${FROM}\n\n${measured(results)}\n\n${TO}${after}`);
  await writeFile(`${FILE}.json`, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(`${FILE}.svg`, chart(results));
}

/** All that a run found out, in Markdown. */
export function measured(results: Results): string {
  const { options, machine, memory, soak, browser } = results;
  const parts = [
    `${machine.cores} cores (${machine.processor}), Node ${machine.node}, ${options.posts.toLocaleString("en")} posts, ` +
      `${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s for each row and program. ` +
      `Load average ${machine.load.toFixed(1)}: take the ratios, not the times.`,
    table(results),
    "![Processor time of a request](performance.svg)",
    `Memory of each server process, in MB, after all of it: ${memory.product.map(Math.round).join(", ")}; ` +
      `of the empty page's: ${memory.empty.map(Math.round).join(", ")}.`,
  ];
  if (soak) {
    parts.push(
      `After ${soak.minutes} min of even load (the feed, ${soak.requests.toLocaleString("en")} requests) the processes had ` +
        `${soak.after.map(Math.round).join(", ")} MB, and ${soak.before.map(Math.round).join(", ")} MB a quarter of the way in.`,
    );
  }
  if (browser) {
    const row = "| %s | %s | %s | %s | %s |";
    parts.push(
      [
        "Chromium as a phone: processor 4 times slower, 1.6 Mbit/s, 150 ms for a round trip; nothing cached.\n",
        "| page | largest paint | layout shift | blocked | script |",
        "| --- | --: | --: | --: | --: |",
        ...browser.map(({ title, paintMs, shift, blockedMs, scriptKb }) =>
          format(
            row,
            title,
            `${Math.round(paintMs)} ms`,
            shift.toFixed(3),
            `${Math.round(blockedMs)} ms`,
            `${scriptKb.toFixed(0)} KB`,
          ),
        ),
      ].join("\n"),
    );
  }
  return parts.join("\n\n");
}
