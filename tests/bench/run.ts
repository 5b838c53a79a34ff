import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "@/bin/command";
import { stage } from "@/bin/stage";
import { seenOnPhone } from "./browser";
import { settleTown } from "./data";
import { write, writeFlat } from "./document";
import { flatness } from "./flat";
import { load, type Stretch } from "./load";
import { type Options, readOptions } from "./options";
import { type Product, type Program, startBefore, startEmpty, startFloor, startProduct } from "./programs";
import { REFERENCES } from "./references";
import { flatTable, printed } from "./report";
import { ask, type Scene, scenesOf } from "./scenes";
import { soak } from "./soak";
import { type Statement, statementsOf } from "./statements";
import { streams } from "./streams";
import { type Results, summary, type Taken } from "./summary";

/*
 * `npm run bench`: the product against a bare server that does the same, and against an empty page of
 * the framework, all in one run and by turns, so that a busy machine is as unkind to each of them.
 */

const WARM_SECONDS = 2;
/** Where the town of that many posts is kept from one run to the next. */
const folderOf = (posts: number) => join(".microblog", "bench", String(posts));

await runCommand(async (stop) => {
  const options = readOptions(process.argv.slice(2));
  if (options.flat) {
    const found = await flatness(options.flat, folderOf);
    console.log(flatTable(found));
    if (options.write) await writeFlat(found);
  } else await measure(options, stop);
});

async function measure(options: Options, stop: AbortSignal): Promise<void> {
  const programs: Program[] = [];
  const keep = <P extends Program>(program: P): P => {
    programs.unshift(program);
    return program;
  };
  try {
    const folder = folderOf(options.posts);
    const town = await settleTown(folder, options.posts);
    const product = keep(await stage("Starting the product", () => startProduct(folder)));
    const all = await scenesOf(product, town);
    const scenes = all.filter(({ name }) => options.scenes.length === 0 || options.scenes.includes(name));
    const facts = await stage("Reading the statements", () => factsOf(product, scenes));
    const recorded = join(folder, "floor.json");
    const repeatable = scenes.filter(({ noFloor }) => !noFloor).map(({ name }) => [name, facts[name]]);
    await writeFile(recorded, JSON.stringify(Object.fromEntries(repeatable)));
    const empty = keep(await startEmpty(stop));
    const others = [
      empty,
      keep(await startFloor(product.databaseUrl, recorded)),
      ...(options.against ? [keep(await startBefore(options.against, product.databaseUrl))] : []),
    ];
    const taken = await rounds(options, product, others, scenes, stop);
    const memory = { product: product.usage().residentMb, empty: empty.usage().residentMb };
    const results: Results = { ...summary(options, scenes, facts, taken), memory };
    const feed = all.find(({ name }) => name === "feed")?.shot;
    if (options.soak && feed) results.soak = await soak(product, feed, options.soak);
    if (options.streams && feed) {
      results.streams = await streams(product.databaseUrl, feed, options.streams);
    }
    if (options.browser) {
      results.browser = await seenOnPhone(product.origin, empty.origin, town, feed?.headers.cookie ?? "");
    }
    console.log(
      printed(results),
      ...[results.memory, results.streams, results.soak, results.browser].map((found) => found ?? ""),
    );
    if (options.write) await write(results);
  } finally {
    for (const program of programs) await program.stop();
  }
}

/** What one request does, and the answer to it. */
export interface Facts {
  statements: Statement[];
  body: string;
  type: string;
  status: number;
}

async function factsOf(product: Product, scenes: Scene[]): Promise<Record<string, Facts>> {
  const facts: Record<string, Facts> = {};
  for (const { name, shot } of scenes) {
    let answer = await ask(product.origin, shot);
    const statements = await statementsOf(product.databaseUrl, product.databaseLog, async () => {
      answer = await ask(product.origin, shot);
    });
    const type = answer.headers.get("content-type") ?? "text/plain";
    facts[name] = { statements, body: answer.text, type, status: shot.status };
  }
  return facts;
}

/** Measures every program at every scene, by turns. */
async function rounds(
  options: Options,
  product: Product,
  others: Program[],
  scenes: Scene[],
  stop: AbortSignal,
): Promise<Taken[]> {
  const { connections, seconds } = options;
  const taken: Taken[] = [];
  for (let round = 0; round <= options.rounds; round += 1) {
    const isWarmUp = round === 0;
    for (const { scene, program, shot } of turns([product, ...others], scenes)) {
      stop.throwIfAborted();
      const { origin, usage: server } = program;
      const stretch: Stretch = await load({
        ...{ origin, shot, connections, server, database: product.databaseUsage },
        seconds: isWarmUp ? WARM_SECONDS : seconds,
      });
      if (stretch.failed > 0) throw new Error(`${program.name} failed ${stretch.failed} times at ${scene}`);
      if (!isWarmUp) taken.push({ scene, program: program.name, stretch });
    }
  }
  return taken;
}

function turns(programs: Program[], scenes: Scene[]) {
  const shown = scenes.flatMap(({ name, shot, noFloor }) =>
    programs
      .filter((program) => program.name !== "empty" && !(program.name === "floor" && noFloor))
      .map((program) => ({
        scene: name,
        program,
        shot:
          program.name === "floor"
            ? { ...shot, method: "GET" as const, path: `/${name}`, body: undefined, headers: {} }
            : shot,
      })),
  );
  const empty = programs.find(({ name }) => name === "empty");
  if (!empty) return shown;
  const references = REFERENCES.map(({ name, path }) => ({
    scene: name as string,
    program: empty,
    shot: { method: "GET" as const, path, headers: {}, status: 200 },
  }));
  return [...references, ...shown];
}
