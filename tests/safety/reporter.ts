import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { Reporter, TestModule } from "vitest/node";
import type { Figure } from "../support/figures";

/** A figure as docs/safety.json keeps it. */
export interface Measured extends Figure {
  file: string;
  proof: string;
  isKept: boolean;
  /** Day of the run, ISO 8601. */
  on: string;
  cores: number;
}

export const FIGURES = new URL("../../docs/safety.json", import.meta.url);

/** What was measured when each proof ran last. */
export const lastFigures = (): Measured[] => JSON.parse(readFileSync(FIGURES, "utf8"));

/** Keeps what the proofs of a run have measured, and ends it with a table. */
export default class SafetyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const files = new Set(modules.map(({ relativeModuleId }) => relativeModuleId));
    const measured = modules.flatMap(measuredIn);
    const others = lastFigures().filter(({ file }) => existsSync(file) && !files.has(file));
    const all = [...others, ...measured].toSorted(byPromise);
    writeFileSync(FIGURES, `${JSON.stringify(all, null, 2)}\n`);
    console.log(`\n${table(measured.toSorted(byPromise))}\n`);
  }
}

function measuredIn(module: TestModule): Measured[] {
  const on = new Date().toISOString().slice(0, 10);
  const proofs = [...module.children.allTests()];
  return proofs.flatMap((test) => {
    const hasPassed = test.result().state === "passed";
    const rest = {
      file: module.relativeModuleId,
      proof: test.fullName,
      on,
      cores: availableParallelism(),
    };
    return (test.meta().figures ?? []).map(({ isKept = true, ...figure }) => ({
      ...figure,
      isKept: isKept && hasPassed,
      ...rest,
    }));
  });
}

const byPromise = (one: Measured, other: Measured) =>
  one.promise.localeCompare(other.promise, "en", { numeric: true }) || one.proof.localeCompare(other.proof);

function table(measured: Measured[]): string {
  const rows = measured.map(({ promise, limit, reached, isKept }) => [
    promise,
    limit,
    reached,
    isKept ? "kept" : "NOT KEPT",
  ]);
  const all = [["promise", "limit", "reached", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")).join("\n");
}
