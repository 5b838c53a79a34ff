/** Chance that repeats itself: the same seed makes the same community, on every machine. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(among: readonly T[]): T;
  /** One of them, as often as its weight says. */
  weigh<T>(among: readonly T[], weightOf: (item: T, index: number) => number): T;
  shuffle<T>(items: readonly T[]): T[];
}

/** Mulberry32, by Tommy Ettinger, in the public domain: enough for stories, never for secrets. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A sequence of chances that follows from `seed` alone. */
export function chanceOf(seed: number): Chance {
  const next = mulberry32(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (among) => at(among, below(among.length)),
    weigh: (among, weightOf) => {
      const weights = among.map(weightOf);
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const index = weights.findIndex((weight) => {
        left -= weight;
        return left < 0;
      });
      return at(among, index);
    },
    shuffle: (items) => {
      const order = items.map((item) => ({ item, key: next() }));
      return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}

function at<T>(among: readonly T[], index: number): T {
  const item = among.at(index);
  if (item === undefined) throw new RangeError("nothing to choose from");
  return item;
}
