import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { dyingWithUs } from "@/bin/child";
import { environmentWith } from "@/lib/env";

/** How a command ended. */
export interface Ended {
  code: number;
  /** Standard output alone, as a program would read it. */
  output: string;
  /** Both outputs in the order in which they came. */
  said: string;
  seconds: number;
}

/** A command that runs. */
export interface Running {
  child: ChildProcess;
  said(): string;
  ended: Promise<Ended>;
}

/** The environment of somebody who has set nothing but this. */
export const bare = (env: Record<string, string>): NodeJS.ProcessEnv => {
  const { PATH, HOME } = environmentWith({});
  return { PATH, HOME, NODE_ENV: "production", ...env };
};

/** Starts a program and listens to what it says. */
export function launch(
  command: string[],
  env: Record<string, string | undefined>,
  cwd = process.cwd(),
): Running {
  const startedAt = performance.now();
  const [program = "", ...rest] = [...dyingWithUs(), ...command];
  const child = spawn(program, rest, {
    env: env as NodeJS.ProcessEnv,
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      if (stream === child.stdout) output += text;
    });
  }
  const ended = once(child, "close").then(([code]) => {
    return { code: code ?? 1, output, said, seconds: (performance.now() - startedAt) / 1_000 };
  });
  return { child, said: () => said, ended };
}

/** Runs one of the repository's own commands to its end, as `npm run` does. */
export const npmRun = (command: string, options: string[], env: Record<string, string>): Promise<Ended> =>
  launch([process.execPath, join("bin", "bootstrap.mjs"), command, ...options], bare(env)).ended;
