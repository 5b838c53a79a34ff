import type { Breaker } from "./breaker";
import { PermanentFailure, TemporaryFailure } from "./contracts";
import type { Search, SearchQuery } from "./search-contract";

/** Hits, and whether the second index has answered because the first does not. */
export interface EitherHits {
  ids: number[];
  isReduced: boolean;
}

interface Two {
  /** Asked first, unless the breaker leaves it alone. */
  first: Search;
  second: Search;
  guard: Breaker;
  /** Told of each time the second had to answer. */
  onFallback: (reason: string) => void;
}

/** Asks one index, and another where that fails for whatever reason. Bugs of ours are thrown. */
export async function askEither(two: Two, query: SearchQuery, limit: number): Promise<EitherHits> {
  try {
    return { ids: await two.guard.call(() => two.first.query(query, limit)), isReduced: false };
  } catch (error) {
    if (!(error instanceof TemporaryFailure || error instanceof PermanentFailure)) throw error;
    two.onFallback(error.message);
    return { ids: await two.second.query(query, limit), isReduced: true };
  }
}
