import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { exitCode, start, tool } from "../child";
import { checkEnvironment } from "./environment";
import { type Tally, tallyOf } from "./tally";

/** Everything but the browser, on a real database. The report is left in `folder`. */
export async function runFastSuite(folder: string, stop: AbortSignal): Promise<Tally> {
  const file = join(folder, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const command = [tool("vitest"), "run", "--config", "tests/vitest.config.ts", ...reporters];
  const code = await exitCode(start(command, checkEnvironment()), stop);
  return tallyOf(await readReport(file), code);
}

async function readReport(file: string) {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) return null;
  const { numPassedTests, numFailedTests } = JSON.parse(text);
  return { passed: numPassedTests, failed: numFailedTests };
}
