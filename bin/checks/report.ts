import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seconds } from "../stage";
import { FAILED, sum, type Tally } from "./tally";

/** A named check; it may use the folder, which is thrown away at the end. */
export type Check = [name: string, run: (folder: string) => Promise<Tally>];

/**
 * Runs all checks, also after one that failed or broke, and says how each went and how long it took.
 * The last line is the sum.
 * @returns the exit code
 */
export async function runChecks(checks: Check[], stop: AbortSignal): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "microblog-check-"));
  const lines: string[] = [];
  const tallies: Tally[] = [];
  try {
    for (const [name, run] of checks) {
      const startedAt = performance.now();
      console.log(`\n== ${name}`);
      const tally = await run(folder).catch(broken);
      stop.throwIfAborted();
      tallies.push(tally);
      const time = seconds(performance.now() - startedAt).padStart(8);
      lines.push(`${time}  ${name}: ${tally.passed} passed, ${tally.failed} failed`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const { passed, failed } = sum(tallies);
  console.log(`\n${lines.join("\n")}\n\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function broken(error: unknown): Tally {
  console.error(error instanceof Error ? error.message : error);
  return FAILED;
}
