import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { Unavailable } from "./outage";

export interface ListenOptions {
  /** A direct connection: behind a pooler in transaction mode nothing would ever arrive. */
  url: string;
  channels: readonly string[];
  onMessage(channel: string, payload: string): void;
  /** Whatever was sent while the connection was away is lost; who listened has to ask for it. */
  onLost(): void;
}

export interface Listener {
  /** Whether what is sent now will arrive. */
  isListening(): boolean;
  /** Resolves as soon as it listens, or after the time is over. */
  settled(withinMs: number): Promise<boolean>;
  close(): Promise<void>;
}

const CONNECT_WITHIN_MS = 5_000;
const PROBE_EVERY_MS = 10_000;
const PROBE_WITHIN_MS = 3_000;
const RETRY_FIRST_MS = 250;
const RETRY_LAST_MS = 5_000;

/**
 * Listens on channels of PostgreSQL over one connection of its own, for as long as the process lives.
 * The driver may wait for ever for a server that was lost, so connecting and a probe every ten
 * seconds run against deadlines; a connection that misses one is thrown away and made anew.
 */
export function listen(options: ListenOptions): Listener {
  const stop = new AbortController();
  let isUp = false;
  let up = Promise.withResolvers<void>();

  const keepListening = async () => {
    for (let retryMs = RETRY_FIRST_MS; !stop.signal.aborted; retryMs = Math.min(retryMs * 2, RETRY_LAST_MS)) {
      await listenOnce(options, stop.signal, () => {
        isUp = true;
        retryMs = RETRY_FIRST_MS;
        up.resolve();
      }).catch(() => undefined);
      if (isUp) {
        isUp = false;
        up = Promise.withResolvers();
        if (!stop.signal.aborted) options.onLost();
      }
      await sleep(retryMs * (0.5 + Math.random()), undefined, { signal: stop.signal, ref: false }).catch(
        () => undefined,
      );
    }
  };

  const done = keepListening();
  return {
    isListening: () => isUp,
    settled: async (withinMs) => {
      await Promise.race([up.promise, sleep(withinMs, undefined, { ref: false })]);
      return isUp;
    },
    close: async () => {
      stop.abort();
      await done;
    },
  };
}

/** Holds one connection until it is lost, misses a deadline or is no longer wanted. */
async function listenOnce(
  { url, channels, onMessage }: ListenOptions,
  signal: AbortSignal,
  onUp: () => void,
): Promise<void> {
  const lost = Promise.withResolvers<never>();
  lost.promise.catch(() => undefined);
  const giveUp = () => lost.reject(new Unavailable("the listening connection is gone"));
  const sql = postgres(url, {
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: CONNECT_WITHIN_MS / 1000,
    fetch_types: false,
    onnotice: () => undefined,
    connection: { application_name: "microblog-listen" },
    onclose: giveUp,
    // Typed for the driver's own use only, but an option like the others.
    ...({ onnotify: onMessage } as object),
  });
  const within = <T>(ms: number, work: PromiseLike<T>) =>
    Promise.race([
      work,
      lost.promise,
      sleep(ms, undefined, { ref: false }).then(() => Promise.reject(new Unavailable("too late"))),
    ]);
  signal.addEventListener("abort", giveUp, { once: true });
  try {
    const all = channels.map((channel) => `listen "${channel}"`).join("; ");
    await within(CONNECT_WITHIN_MS, sql.unsafe(all).simple());
    onUp();
    for (;;) {
      await Promise.race([sleep(PROBE_EVERY_MS, undefined, { ref: false }), lost.promise]);
      await within(PROBE_WITHIN_MS, sql`select 1`);
    }
  } finally {
    signal.removeEventListener("abort", giveUp);
    await sql.end({ timeout: 0 });
  }
}
