import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { STANDALONE } from "@/bin/pages";
import { environmentWith } from "@/lib/env";
import { launch, type Running } from "./command-line";

/** What is under version control, in a folder of its own, as whoever clones the repository has it. */
export interface FreshCopy {
  path: string;
  /** Types `npm ...` there, with nothing configured but this. */
  npm(words: string[], env: Record<string, string>): Running;
  remove(): Promise<void>;
}

/** Clones the newest commit. Packages and pages are taken along, so that nobody waits for them; pages of other sources are built anew. */
export function freshCopy(): FreshCopy {
  const path = join(mkdtempSync(join(tmpdir(), "microblog-copy-")), "microblog");
  must(["git", "clone", "--quiet", "--no-hardlinks", resolve("."), path]);
  must(["cp", "-al", "node_modules", join(path, "node_modules")]);
  for (const part of [STANDALONE, join(".next", "built-from")]) {
    cpSync(part, join(path, part), { recursive: true, verbatimSymlinks: true });
  }
  const { PATH, HOME } = environmentWith({});
  return {
    path,
    npm: (words, env) => launch(["npm", ...words], { PATH, HOME, ...env }, path),
    remove: () => rm(join(path, ".."), { recursive: true, force: true }),
  };
}

function must([program = "", ...options]: string[]): void {
  const { status, stderr } = spawnSync(program, options, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
}
