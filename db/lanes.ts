import { Lane, type LaneOptions, type Types } from "./lane";
import { Unavailable } from "./outage";

const LIFETIME_MS = 30 * 60_000;

/** Connections that are lent to one query or one transaction at a time. */
export class Lanes {
  readonly #idle: Lane[] = [];
  readonly #lent = new Set<Lane>();
  readonly #waiting: ((lane: Lane) => void)[] = [];
  readonly #allReturned = Promise.withResolvers<void>();
  #isClosed = false;

  constructor(
    readonly options: LaneOptions & { max: number },
    readonly types: Types,
  ) {}

  /**
   * @param atMostMs how long whoever asks would wait
   * @throws Unavailable when none is returned for too long, or after `close`
   */
  async take(atMostMs: number): Promise<Lane> {
    if (this.#isClosed) throw new Unavailable("the database has been closed");
    return this.#lent.size < this.options.max
      ? this.#lend()
      : this.#turn(Math.min(atMostMs, this.options.deadlines.turnMs));
  }

  /** @param isSound whether the connection is as good as before; else it is thrown away */
  giveBack(lane: Lane, isSound: boolean): void {
    this.#lent.delete(lane);
    if (!isSound || this.#isClosed || Date.now() - lane.openedAt > LIFETIME_MS) lane.discard();
    else this.#idle.push(lane);
    const taker = this.#waiting.shift();
    if (taker) taker(this.#lend());
    if (this.#isClosed && this.#lent.size === 0) this.#allReturned.resolve();
  }

  /** Waits for what runs, at most `timeoutSeconds`, then ends every connection. */
  async close(timeoutSeconds: number): Promise<void> {
    this.#isClosed = true;
    if (this.#lent.size > 0) {
      const late = setTimeout(this.#allReturned.resolve, timeoutSeconds * 1_000);
      await this.#allReturned.promise;
      clearTimeout(late);
    }
    for (const lane of [...this.#idle, ...this.#lent]) lane.discard();
  }

  #lend(): Lane {
    const lane = this.#idle.pop() ?? new Lane(this.options, this.types);
    this.#lent.add(lane);
    return lane;
  }

  /** Waits for a turn, in the order of asking. */
  #turn(withinMs: number): Promise<Lane> {
    return new Promise((resolve, reject) => {
      const taker = (lane: Lane) => {
        clearTimeout(late);
        resolve(lane);
      };
      const late = setTimeout(() => {
        this.#waiting.splice(this.#waiting.indexOf(taker), 1);
        reject(new Unavailable("every connection to the database is busy"));
      }, withinMs);
      this.#waiting.push(taker);
    });
  }
}
