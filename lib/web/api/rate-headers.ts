import type { Allowance } from "../../limits/mutations";
import type { Limit } from "../../limits/schema";

/**
 * What a client may still do, in the fields of the IETF draft (draft-ietf-httpapi-ratelimit-headers)
 * and in the older ones that most clients know.
 */
export function rateHeaders(allowances: Allowance[]): Record<string, string> {
  const tightest = allowances.toSorted((one, other) => one.remaining - other.remaining)[0];
  if (!tightest) return {};
  const list = (write: (allowance: Allowance) => string) => allowances.map(write).join(", ");
  return {
    "ratelimit-policy": list(({ limit }) => `"${limit.name}";q=${limit.hits};w=${limit.windowSeconds}`),
    ratelimit: list(
      ({ limit, remaining, resetSeconds }) => `"${limit.name}";r=${remaining};t=${resetSeconds}`,
    ),
    "x-ratelimit-limit": String(tightest.limit.hits),
    "x-ratelimit-remaining": String(tightest.remaining),
    "x-ratelimit-reset": String(Math.ceil(Date.now() / 1000) + tightest.resetSeconds),
  };
}

/** The same for a limit that has been reached. */
export const exhausted = (limit: Limit, resetSeconds: number) =>
  rateHeaders([{ limit, remaining: 0, resetSeconds }]);
