import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "node:util";
import { chart } from "./chart";
import type { Flatness } from "./flat";
import { flatTable, table } from "./report";
import { machine, type Results } from "./summary";

const FILE = join("docs", "performance");
const MARKS = {
  all: ["<!-- measured: npm run bench -- --write -->", "<!-- /measured -->"],
  flat: ["<!-- measured: npm run bench -- --flat 10000000 --write -->", "<!-- /flat -->"],
} as const;

/** Writes what was measured into docs/performance.md, between its marks, and beside it as JSON and as a chart. */
export async function write(results: Results): Promise<void> {
  await put("all", measured(results));
  await writeFile(`${FILE}.json`, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(`${FILE}.svg`, chart(results));
}

/** Writes how lists fare in a large town, between the marks of its own. */
export async function writeFlat(found: Flatness): Promise<void> {
  const { cores, processor, node, load } = machine();
  const where = `${cores} cores (${processor}), Node ${node}, load average ${load.toFixed(1)}; each page by itself, middle of 25.`;
  await put("flat", `${where}\n\n${flatTable(found)}`);
  await writeFile(`${FILE}-flat.json`, `${JSON.stringify(found, null, 2)}\n`);
}

/** Puts a text between two marks of docs/performance.md. */
async function put(place: keyof typeof MARKS, words: string): Promise<void> {
  const [from, to] = MARKS[place];
  const text = await readFile(`${FILE}.md`, "utf8");
  const [before, rest = ""] = text.split(from);
  const after = rest.split(to)[1] ?? "\n";
  await writeFile(`${FILE}.md`, `${before}${from}\n\n${words}\n\n${to}${after}`);
}

/** All that a run found out, in Markdown. */
export function measured(results: Results): string {
  const { options, machine, memory, streams, soak, browser } = results;
  const parts = [
    `${machine.cores} cores (${machine.processor}), Node ${machine.node}, ${options.posts.toLocaleString("en")} posts, ` +
      `${options.connections} connections, ${options.rounds} rounds of ${options.seconds} s for each row and program. ` +
      `Load average ${machine.load.toFixed(1)}: take the ratios, not the times.`,
    table(results),
    "![Processor time of a request](performance.svg)",
    `Memory of each server process, in MB, after all of it: ${memory.product.map(Math.round).join(", ")}; ` +
      `of the empty page's: ${memory.empty.map(Math.round).join(", ")}.`,
  ];
  if (streams) {
    const { before, during, after } = streams.mb;
    parts.push(
      `${streams.streams.toLocaleString("en")} open streams on one process: ${Math.round(during - before)} MB ` +
        `(${Math.round(before)} before, ${Math.round(during)} with them, ${Math.round(after)} after), ` +
        `${streams.listening} listening connection, a notification to all of them told to ${streams.told} within ${Math.round(streams.reachedMs)} ms.`,
    );
  }
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
