/** Says what is being done, does it, and says how long it took; beside the output, which may be read by a program. */
export async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  process.stderr.write(`${name} ... `);
  try {
    const result = await work();
    console.error(seconds(performance.now() - startedAt));
    return result;
  } catch (error) {
    console.error("failed");
    throw error;
  }
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
