import type { Worker } from "node:cluster";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

/** The greeting of the framework, once per process: we give our own, once. */
const GREETING = /^\s*(▲|✓|- (Local|Network):|$)/;

/** Sends what a server process says to our own output, without the greeting. */
export function passOn(worker: Worker): void {
  const { stdout, stderr } = worker.process;
  stderr?.pipe(process.stderr, { end: false });
  if (stdout) dropGreeting(stdout);
}

function dropGreeting(stdout: Readable): void {
  const lines = createInterface({ input: stdout });
  lines.on("line", (line) => {
    if (!GREETING.test(line)) process.stdout.write(`${line}\n`);
  });
}
