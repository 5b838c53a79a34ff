/** How long something takes, in milliseconds. */
export async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The one in the middle; of an even number the upper of two. */
export const median = (times: number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? Number.NaN;
