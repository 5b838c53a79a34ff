import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { provideChromium } from "@/bin/checks/chromium";
import { tool } from "@/bin/child";
import { bare, launch } from "./command-line";

/** A story of a browser, each time it was told. Moments in milliseconds, as `Date.now()`. */
export interface Told {
  title: string;
  tries: { isGood: boolean; from: number; to: number }[];
}

/** Stories that are being told. */
export interface Telling {
  /** How many have come to an end so far. */
  count(): number;
  /** All of them, when the last one has ended. */
  over: Promise<Told[]>;
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: { title: string; tests: { projectName: string; results: Result[] }[] }[];
}
interface Result {
  status: string;
  startTime: string;
  duration: number;
}

/** Tells stories by a configuration of Playwright's, with the environment of the site they visit. */
export async function tellStories(config: string, env: Record<string, string>): Promise<Telling> {
  const folder = await mkdtemp(join(tmpdir(), "microblog-stories-"));
  const report = join(folder, "stories.json");
  const running = launch(
    [tool("playwright"), "test", "--config", config, "--reporter=list,json"],
    bare({
      ...env,
      CHROMIUM_PATH: await provideChromium(new AbortController().signal),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      // Stories set their scene with the product's own code, which is for the server only.
      NODE_OPTIONS: "--conditions=react-server",
    }),
  );
  const read = async ({ said }: { said: string }) => {
    const text = await readFile(report, "utf8").catch(() => {
      throw new Error(`No story was told:\n${said.slice(-2_000)}`);
    });
    await rm(folder, { recursive: true });
    return storiesIn(JSON.parse(text));
  };
  return {
    count: () => running.said().match(/^ *[✓✘] /gmu)?.length ?? 0,
    over: running.ended.then(read),
  };
}

const storiesIn = ({ suites = [], specs = [] }: Partial<Suite>): Told[] => [
  ...specs.flatMap(({ title, tests }) =>
    tests.map(({ projectName, results }) => ({
      title: `${title} (${projectName})`,
      tries: results.map(tryOf),
    })),
  ),
  ...suites.flatMap(storiesIn),
];

function tryOf({ status, startTime, duration }: Result): Told["tries"][number] {
  const from = Date.parse(startTime);
  return { isGood: status === "passed", from, to: from + duration };
}
