import { cp, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { STANDALONE } from "@/bin/pages";
import { bare, launch, type Running } from "./command-line";
import { ask } from "./server";

/** The built program alone, in a folder that has nothing of the repository near it. */
export interface BuiltFolder {
  path: string;
  megabytes: number;
  /** Every file with the moment it was last written. */
  state(): Promise<string[]>;
  /** Runs one of its commands. */
  run(options: string[], env: Record<string, string>): Running;
  remove(): Promise<void>;
}

export async function builtFolder(): Promise<BuiltFolder> {
  const home = await mkdtemp(join(tmpdir(), "microblog-built-"));
  const path = join(home, "program");
  await cp(STANDALONE, path, { recursive: true, verbatimSymlinks: true });
  return {
    path,
    megabytes: (await sizeOf(path)) / 1e6,
    state: () => stateOf(path),
    run: (options, env) =>
      launch([process.execPath, join(path, "microblog.mjs"), ...options], bare(env), "/"),
    remove: () => rm(home, { recursive: true, force: true }),
  };
}

async function stateOf(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const states = names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`);
  return (await Promise.all(states)).sort();
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map((file) => stat(join(file.parentPath, file.name))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** A port of this machine that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Waits until an address answers as it should. */
export async function answered(url: string, running: Running, withinMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; ) {
    if (running.child.exitCode !== null) break;
    const answer = await ask(url).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer:\n${running.said().slice(-2_000)}`);
}

/** Ends a program by force where it still runs. */
export function endNow(running: Running | undefined): void {
  if (running && running.child.exitCode === null) running.child.kill("SIGKILL");
}
