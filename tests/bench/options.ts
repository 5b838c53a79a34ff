import { parseArgs } from "node:util";
import { Refusal } from "@/bin/command";

/** What one run measures, and for how long. */
export interface Options {
  posts: number;
  rounds: number;
  /** Of each program at each scene in each round. */
  seconds: number;
  /** Requests that are under way at any time. */
  connections: number;
  /** Names of scenes; empty for all. */
  scenes: string[];
  /** Another checkout that is measured beside this one: what was before a change. */
  against: string | undefined;
  /** Open pages on one process at the end; 0 for none. */
  streams: number;
  /** Posts of a town whose lists are compared with those of a small one, instead of all else; 0 for not. */
  flat: number;
  /** Minutes of even load at the end, to see whether memory grows; 0 for none. */
  soak: number;
  /** Whether Chromium loads pages on a throttled phone. */
  browser: boolean;
  /** Whether docs/performance.* are written. */
  write: boolean;
}

/** @throws Refusal that names the option which is not a number */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      posts: { type: "string", default: "100000" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "3" },
      connections: { type: "string", default: "16" },
      scenes: { type: "string", default: "" },
      against: { type: "string" },
      streams: { type: "string", default: "1000" },
      flat: { type: "string", default: "0" },
      soak: { type: "string", default: "0" },
      browser: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const number = (name: "posts" | "rounds" | "seconds" | "connections" | "streams" | "flat" | "soak") => {
    const value = Number(values[name]);
    if (!Number.isFinite(value) || value < 0) throw new Refusal(`--${name} is a number.`);
    return value;
  };
  return {
    posts: number("posts"),
    rounds: number("rounds"),
    seconds: number("seconds"),
    connections: number("connections"),
    scenes: values.scenes.split(",").filter(Boolean),
    against: values.against,
    streams: number("streams"),
    flat: number("flat"),
    soak: number("soak"),
    browser: values.browser,
    write: values.write,
  };
}
