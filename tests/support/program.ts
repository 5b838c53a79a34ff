import { spawn } from "node:child_process";
import { once } from "node:events";
import { environmentWith } from "@/lib/env";

/** A command of package.json, as somebody types it. */
export interface Program {
  /** Waits until it ends by itself. */
  over(): Promise<{ code: number | null; output: string }>;
  /** Ends it. @returns its exit code */
  end(signal: "SIGTERM" | "SIGINT"): Promise<number | null>;
}

/** Starts a command with the environment given, and nothing else that is configured. */
export function startProgram(words: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, ["bin/bootstrap.mjs", ...words], {
    env: { PATH: environmentWith({}).PATH, NODE_ENV: "production", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const gone = once(child, "close").then(([code]: number[]) => code ?? null);
  return {
    over: async () => ({ code: await gone, output }),
    end: (signal) => {
      child.kill(signal);
      return gone;
    },
  };
}
