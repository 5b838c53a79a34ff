/** What the server tells open pages. */
export interface Told {
  name: string;
  data: unknown;
  timestamp: number;
}

export interface Connection {
  /** Asks from now on for posts above this one too; null: for none. */
  watch(newestPost: number | null): void;
  close(): void;
}

const ADDRESS = "/notifications";
const POLL_MS = 10_000;
/** A stream that does not speak by then is held back somewhere on the way. */
const SPEAKS_WITHIN_MS = 4_000;
/** While asking by poll, the stream is tried again this often. */
const RETRY_MS = 60_000;

/**
 * Keeps an open page told: by a stream of server-sent events as long as the page is looked at, by
 * asking every ten seconds where the stream does not come through, and not at all in the background
 * or once the session is over.
 */
export function connect(tell: (told: Told) => void): Connection {
  let since = 0;
  let newest: number | null = null;
  let source: EventSource | null = null;
  let isOver = false;
  let poll: number | undefined;
  let speaks: number | undefined;
  let retry: number | undefined;

  const address = (path: string) => `${path}?since=${since}${newest === null ? "" : `&after=${newest}`}`;

  const take = (told: Told) => {
    since = Math.max(since, told.timestamp);
    tell(told);
  };

  const stopPolling = () => {
    clearInterval(poll);
    poll = undefined;
  };

  const stopWaiting = () => {
    clearTimeout(speaks);
    speaks = undefined;
  };

  const stop = () => {
    stopPolling();
    stopWaiting();
    clearTimeout(retry);
    source?.close();
    source = null;
  };

  const end = () => {
    isOver = true;
    stop();
    document.removeEventListener("visibilitychange", onVisibility);
  };

  const ask = async () => {
    try {
      const answer = await fetch(address(ADDRESS), { headers: { accept: "application/json" } });
      if (answer.status === 401) return end();
      const all: unknown = answer.ok ? await answer.json() : [];
      if (poll !== undefined && Array.isArray(all)) for (const told of all) take(told as Told);
    } catch {
      // Asked again in ten seconds, from the same place.
    }
  };

  const startPolling = () => {
    stopWaiting();
    if (poll !== undefined) return;
    poll = window.setInterval(ask, POLL_MS);
    ask();
  };

  const stream = () => {
    source?.close();
    stopWaiting();
    clearTimeout(retry);
    source = new EventSource(address(`${ADDRESS}/stream`));
    speaks = window.setTimeout(startPolling, SPEAKS_WITHIN_MS);
    source.addEventListener("ready", () => {
      stopWaiting();
      stopPolling();
    });
    source.addEventListener("end", end);
    source.onmessage = ({ data }) => take(JSON.parse(data) as Told);
    source.onerror = () => {
      if (source?.readyState === EventSource.CLOSED) {
        startPolling();
        retry = window.setTimeout(stream, RETRY_MS);
      } else speaks ??= window.setTimeout(startPolling, SPEAKS_WITHIN_MS);
    };
  };

  const onVisibility = () => {
    if (document.visibilityState === "hidden") stop();
    else if (!source) stream();
  };

  document.addEventListener("visibilitychange", onVisibility);
  onVisibility();
  return {
    watch: (newestPost) => {
      if (newestPost === newest) return;
      newest = newestPost;
      if (source && !isOver) stream();
    },
    close: end,
  };
}
