// Lets one process at a time do what would break if two did it in the same clone.

import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const RETRY_MS = 200;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Takes the lock, or says who has it; the lock of a process that is gone is taken over. */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return null;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  }
  const holder = Number(readFileSync(file, "utf8"));
  if (holder > 0 && isAlive(holder)) return holder;
  rmSync(file, { force: true });
  return take(file);
}

/** Runs `work` while no other process of this clone (the working folder) runs work of the same name. */
export async function exclusively(name, work) {
  const clone = createHash("sha256").update(process.cwd()).digest("hex").slice(0, 12);
  const file = join(tmpdir(), `microblog-${clone}-${name}.lock`);
  for (let said = false, holder = take(file); holder !== null; holder = take(file)) {
    if (!said) console.log(`Waiting for process ${holder}, which works on the ${name} ...`);
    said = true;
    await sleep(RETRY_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    process.removeListener("exit", release);
    release();
  }
}
