import { availableParallelism, cpus, loadavg } from "node:os";
import type { StreamCost } from "../support/open-pages";
import type { Seen } from "./browser";
import type { Stretch } from "./load";
import type { Options } from "./options";
import type { Program } from "./programs";
import { REFERENCES } from "./references";
import type { Facts } from "./run";
import type { Scene } from "./scenes";

/** One stretch of one program at one scene. */
export interface Taken {
  scene: string;
  program: Program["name"];
  stretch: Stretch;
}

/** The middle of what several rounds gave, and how far they lie apart, as a part of it. */
export interface Middle {
  median: number;
  spread: number;
}

export type Figures = Record<Exclude<keyof Stretch, "failed">, Middle>;

export interface SceneResult {
  name: string;
  title: string;
  statements: number;
  answerBytes: number;
  product: Figures;
  floor?: Figures;
  before?: Figures;
}

/** Memory of the processes at an even load, in MB. */
export interface Soak {
  minutes: number;
  requests: number;
  before: number[];
  after: number[];
}

export interface Results {
  machine: { cores: number; processor: string; node: string; load: number };
  memory: Record<"product" | "empty", number[]>;
  streams?: StreamCost;
  soak?: Soak;
  browser?: Seen[];
  options: Pick<Options, "posts" | "rounds" | "seconds" | "connections">;
  /** What the framework costs by itself; an empty page first. */
  references: { title: string; figures: Figures }[];
  scenes: SceneResult[];
}

/** Where it is measured. */
export const machine = (): Results["machine"] => ({
  cores: availableParallelism(),
  processor: cpus()[0]?.model.trim() ?? "",
  node: process.versions.node,
  load: loadavg()[0] ?? Number.NaN,
});

/** Puts together what the rounds gave. */
export function summary(
  options: Options,
  scenes: Scene[],
  facts: Record<string, Facts>,
  taken: Taken[],
): Omit<Results, "memory"> {
  const { posts, rounds, seconds, connections } = options;
  const figures = (scene: string, program: Program["name"]): Figures | undefined => {
    const stretches = taken.filter((one) => one.scene === scene && one.program === program);
    return stretches.length === 0 ? undefined : middles(stretches.map(({ stretch }) => stretch));
  };
  const needed = (found: Figures | undefined): Figures => {
    if (!found) throw new Error("nothing was measured");
    return found;
  };
  return {
    machine: machine(),
    options: { posts, rounds, seconds, connections },
    references: REFERENCES.map(({ name, title }) => ({ title, figures: needed(figures(name, "empty")) })),
    scenes: scenes.map(({ name, title }) => ({
      name,
      title,
      statements: facts[name]?.statements.length ?? 0,
      answerBytes: Buffer.byteLength(facts[name]?.body ?? ""),
      product: needed(figures(name, "product")),
      floor: figures(name, "floor"),
      before: figures(name, "before"),
    })),
  };
}

function middles(stretches: Stretch[]): Figures {
  const of = (key: keyof Figures) => middle(stretches.map((stretch) => stretch[key]));
  return {
    perSecond: of("perSecond"),
    p50: of("p50"),
    p95: of("p95"),
    p99: of("p99"),
    serverMs: of("serverMs"),
    databaseMs: of("databaseMs"),
    bytes: of("bytes"),
  };
}

function middle(values: number[]): Middle {
  const sorted = values.toSorted((one, other) => one - other);
  const median = sorted[sorted.length >> 1] ?? Number.NaN;
  return { median, spread: ((sorted.at(-1) ?? median) - (sorted[0] ?? median)) / median };
}
