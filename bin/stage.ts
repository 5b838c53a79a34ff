/** Says what is being done, does it, and says how long it took. */
export async function stage<T>(name: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  process.stdout.write(`${name} ... `);
  try {
    const result = await work();
    console.log(seconds(performance.now() - startedAt));
    return result;
  } catch (error) {
    console.log("failed");
    throw error;
  }
}

export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
