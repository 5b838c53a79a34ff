import { env } from "../../env";
import { Refusal } from "../../errors";
import { LIMITS } from "../../limits/schema";

const { hits: ALLOWED, windowSeconds: WINDOW_SECONDS } = LIMITS.wrongTokenFromAddress;
const WINDOW_MS = WINDOW_SECONDS * 1_000;
const ADDRESSES_KEPT = 10_000;

/**
 * Wrong tokens by address within the running minute. Memory of this process only: it spares the
 * database the look-ups of a flood; what counts across processes is counted there.
 */
let guesses = new Map<string, number>();
let endsAt = 0;

function current(): Map<string, number> {
  if (Date.now() < endsAt && guesses.size < ADDRESSES_KEPT) return guesses;
  guesses = new Map();
  endsAt = Date.now() + WINDOW_MS;
  return guesses;
}

/** Counts a token that never was one. */
export function noteGuess(address: string): void {
  current().set(address, (current().get(address) ?? 0) + 1);
}

/**
 * Refuses an address that has tried too many wrong tokens, whatever it brings now.
 *
 * @throws Refusal `limited`
 */
export function assertNoGuesser(address: string): void {
  if (!env.rateLimits || (current().get(address) ?? 0) < ALLOWED) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((endsAt - Date.now()) / 1_000));
  throw new Refusal(
    "limited",
    { key: "limited", values: { minutes: Math.ceil(retryAfterSeconds / 60) } },
    { retryAfterSeconds, limit: LIMITS.wrongTokenFromAddress },
  );
}
