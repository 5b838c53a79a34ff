/** What came of a check: tests that passed and failed, or one of either for a check as a whole. */
export interface Tally {
  passed: number;
  failed: number;
}

export const PASSED: Tally = { passed: 1, failed: 0 };
export const FAILED: Tally = { passed: 0, failed: 1 };

export const sum = (tallies: Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
});

/** The tests of a report. A run that ended badly has failed, whatever its report says or leaves out. */
export function tallyOf(report: { passed: number; failed: number } | null, exitCode: number): Tally {
  const { passed, failed } = report ?? { passed: 0, failed: 0 };
  return { passed, failed: exitCode !== 0 ? Math.max(failed, 1) : failed };
}
