// Installing, on Node's own modules only (see bootstrap.mjs). The working folder is the repository.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { exclusively } from "./lock.mjs";

const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;

/** Whether an optional package would be installed here; without `os` that depends on its parents. */
function isForThisSystem({ os, cpu, libc }) {
  const allows = (list, value) => [list].flat().includes(value);
  return os && cpu && !libc && allows(os, process.platform) && allows(cpu, process.arch);
}

/** Whether node_modules holds what package-lock.json asks for, by npm's own note of what it installed. */
export function isInstalled() {
  try {
    const present = packagesOf("node_modules/.package-lock.json");
    return Object.entries(packagesOf("package-lock.json")).every(([path, wanted]) => {
      const found = present[path];
      if (path === "" || found) return path === "" || found.integrity === wanted.integrity;
      return wanted.optional && !isForThisSystem(wanted);
    });
  } catch {
    return false;
  }
}

/** @throws Error when npm fails; what it said is on the terminal */
export async function installPackages() {
  await exclusively("packages", async () => {
    // Another copy may have done it while this one waited.
    if (isInstalled()) return;
    const startedAt = Date.now();
    process.stdout.write("Installing packages ... ");
    const { code, output } = await runNpm(["ci", "--include=dev", "--include=optional", "--no-progress"]);
    if (code !== 0) throw new Error(`failed\n${output}\nThe packages could not be installed.`);
    console.log(`${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  });
}

function runNpm(options) {
  return new Promise((resolve, reject) => {
    // On Windows npm is a script, which only a shell starts.
    const child = spawn("npm", options, {
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
    });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}
