import type { Worker } from "node:cluster";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** The greeting of the framework, once per process: we give our own, once. */
const GREETING = /^\s*(▲|✓|- (Local|Network):|$)/;

/** Sends what a server process says to our own output and to `file`, without the greeting. */
export function passOn(worker: Worker, file: Writable | null): void {
  const { stdout, stderr } = worker.process;
  stderr?.pipe(process.stderr, { end: false });
  if (stdout) dropGreeting(stdout, file);
}

function dropGreeting(stdout: Readable, file: Writable | null): void {
  const lines = createInterface({ input: stdout });
  lines.on("line", (line) => {
    if (GREETING.test(line)) return;
    process.stdout.write(`${line}\n`);
    file?.write(`${line}\n`);
  });
}
