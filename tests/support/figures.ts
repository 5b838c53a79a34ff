import { TestRunner } from "vitest";

/** What a proof has measured of a promise. */
export interface Figure {
  /** Its mark in docs/safety.md. */
  promise: string;
  limit: string;
  reached: string;
  /** Said where a proof goes on although the limit is not kept. */
  isKept?: boolean;
}

declare module "vitest" {
  interface TaskMeta {
    figures?: Figure[];
  }
}

/**
 * Notes a figure of the running proof, for the table at the end. Whether it is kept says the proof, or
 * `isKept` for a limit of which docs/safety.md says that it is not.
 */
export function note(promise: string, limit: string, reached: string, isKept?: boolean): void {
  const { meta } = TestRunner.getCurrentTest() ?? {};
  if (!meta) throw new Error("A figure belongs to a proof that runs.");
  meta.figures = [...(meta.figures ?? []), { promise, limit, reached, isKept }];
}

/** The value below which so much of all stands. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
