import { load, type Shot } from "./load";
import type { Product } from "./programs";
import type { Soak } from "./summary";

/** Few enough to leave the processes room, so that memory is what grows and not a queue. */
const CONNECTIONS = 4;

/** Asks evenly for so many minutes, and looks at the memory a quarter of the way in and at the end. */
export async function soak(product: Product, shot: Shot, minutes: number): Promise<Soak> {
  const { origin, usage: server, databaseUsage: database } = product;
  const spell = async (share: number) => {
    const seconds = minutes * 60 * share;
    const { perSecond } = await load({ origin, shot, connections: CONNECTIONS, seconds, server, database });
    return { requests: Math.round(perSecond * seconds), memory: server().residentMb };
  };
  const first = await spell(0.25);
  const rest = await spell(0.75);
  return { minutes, requests: first.requests + rest.requests, before: first.memory, after: rest.memory };
}
