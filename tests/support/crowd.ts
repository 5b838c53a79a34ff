import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, ask } from "./server";
import type { Visitor } from "./visitors";

export interface Crowd {
  /** How many ask at once, each again when answered. */
  width: number;
  forMs: number;
  /** How long somebody reads a page. */
  breathMs?: number;
  /** How long somebody waits who was refused. */
  patienceMs?: number;
}

/** Has people look at what everybody writes, for a while. @returns what they got; null where nothing came */
export async function crowd(url: string, readers: Visitor[], given: Crowd): Promise<(Answer | null)[]> {
  const { width, forMs, breathMs = 0, patienceMs = 100 } = given;
  const answers: (Answer | null)[] = [];
  const until = performance.now() + forMs;
  const read = async (_: unknown, number: number) => {
    const headers = readers[number % readers.length]?.cookie;
    while (performance.now() < until) {
      const answer = await ask(`${url}/explore`, { headers }).catch(() => null);
      answers.push(answer);
      const pause = answer?.status === 200 ? breathMs : patienceMs * (0.5 + Math.random());
      if (pause > 0) await sleep(pause);
    }
  };
  await Promise.all(Array.from({ length: width }, read));
  return answers;
}

/** How long those took that were answered so. */
export const msOf = (answers: (Answer | null)[], status: number): number[] =>
  answers.flatMap((answer) => (answer?.status === status ? [answer.ms] : []));

export const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
