// The door of every command: `node bin/bootstrap.mjs start`. It runs on a bare clone, on any Node from
// 20.9 on, and therefore uses nothing but Node's own modules. It installs the packages when they are
// missing or another set is wanted, and hands over to bin/<command>.ts on the Node that comes with them.

import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installPackages, isInstalled } from "./packages.mjs";

const WANTED_MAJOR = 24;
const PARENT_CHECK_MS = 1_000;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

/** The Node of the packages where it runs on this system, else the host's if it is new enough. */
function findNode() {
  const candidates = [join("node_modules", ".bin", "node"), process.execPath];
  for (const path of candidates) {
    const version = existsSync(path) ? spawnSync(path, ["--version"], { encoding: "utf8" }).stdout : "";
    if (Number.parseInt((version ?? "").slice(1), 10) >= WANTED_MAJOR) return path;
  }
  throw new Error(
    `No Node ${WANTED_MAJOR} comes with the packages for this system: install it, then try again.`,
  );
}

/** Runs the command and passes on to it what is meant for it: signals, and the end of npm. */
function handOver(command, options) {
  const program = [
    ...(existsSync(".env") ? ["--env-file=.env"] : []),
    ...["--conditions=react-server", "--import", "tsx"],
    ...[join("bin", `${command}.ts`), ...options],
  ];
  const child = spawn(findNode(), program, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), PARENT_CHECK_MS).unref();
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

try {
  const [command = "start", ...options] = process.argv.slice(2);
  if (!existsSync(join("bin", `${command}.ts`))) throw new Error(`There is no command "${command}".`);
  if (!isInstalled()) await installPackages();
  handOver(command, options);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
