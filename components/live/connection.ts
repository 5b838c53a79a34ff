/** What the server tells open pages. */
export interface Told {
  name: string;
  data: unknown;
  timestamp: number;
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
export class Connection {
  private since = 0;
  private newest: number | null = null;
  private source: EventSource | null = null;
  private isOver = false;
  private poll: number | undefined;
  private speaks: number | undefined;
  private retry: number | undefined;

  constructor(private readonly tell: (told: Told) => void) {
    document.addEventListener("visibilitychange", this.look);
    this.look();
  }

  /** Asks from now on for posts above this one too; null: for none. */
  watch(newestPost: number | null): void {
    if (newestPost === this.newest) return;
    this.newest = newestPost;
    if (this.source && !this.isOver) this.stream();
  }

  /** For good: the page goes, or the session is over. */
  readonly close = (): void => {
    this.isOver = true;
    this.pause();
    document.removeEventListener("visibilitychange", this.look);
  };

  private readonly look = (): void => {
    if (document.visibilityState === "hidden") this.pause();
    else if (!this.source) this.stream();
  };

  private pause(): void {
    this.stopPolling();
    this.stopWaiting();
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
  }

  private readonly stream = (): void => {
    this.source?.close();
    this.stopWaiting();
    clearTimeout(this.retry);
    const source = new EventSource(this.address(`${ADDRESS}/stream`));
    this.source = source;
    this.speaks = window.setTimeout(this.startPolling, SPEAKS_WITHIN_MS);
    source.addEventListener("ready", () => {
      this.stopWaiting();
      this.stopPolling();
    });
    source.addEventListener("end", this.close);
    source.onmessage = ({ data }) => this.take(JSON.parse(data) as Told);
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        this.startPolling();
        this.retry = window.setTimeout(this.stream, RETRY_MS);
      } else this.speaks ??= window.setTimeout(this.startPolling, SPEAKS_WITHIN_MS);
    };
  };

  private readonly startPolling = (): void => {
    this.stopWaiting();
    if (this.poll !== undefined) return;
    this.poll = window.setInterval(this.ask, POLL_MS);
    this.ask();
  };

  private readonly ask = async (): Promise<void> => {
    try {
      const answer = await fetch(this.address(ADDRESS), { headers: { accept: "application/json" } });
      if (answer.status === 401) return this.close();
      const all: unknown = answer.ok ? await answer.json() : [];
      if (this.poll !== undefined && Array.isArray(all)) for (const told of all) this.take(told as Told);
    } catch {
      // Asked again in ten seconds, from the same place.
    }
  };

  private take(told: Told): void {
    this.since = Math.max(this.since, told.timestamp);
    this.tell(told);
  }

  private address(path: string): string {
    return `${path}?since=${this.since}${this.newest === null ? "" : `&after=${this.newest}`}`;
  }

  private stopPolling(): void {
    clearInterval(this.poll);
    this.poll = undefined;
  }

  private stopWaiting(): void {
    clearTimeout(this.speaks);
    this.speaks = undefined;
  }
}
