/** What the machine moves; the page gives it hands. */
export interface CardHands<Anchor, Content> {
  /** Fetches what the card shows; null where there is nothing to show. */
  load(anchor: Anchor, signal: AbortSignal): Promise<Content | null>;
  show(anchor: Anchor, content: Content): void;
  hide(): void;
}

/** By which way somebody came to a name. Whoever opened the card closes it by the same way. */
export type Way = "pointer" | "focus";

type State<Anchor> =
  | { name: "idle" }
  | { name: "waiting"; anchor: Anchor; way: Way; timer: ReturnType<typeof setTimeout> }
  | { name: "loading"; anchor: Anchor; way: Way; request: AbortController }
  | { name: "shown"; anchor: Anchor; way: Way };

/** Resting this long on a name asks for the card; passing over it does not. */
export const REST_MS = 1_000;

/**
 * When the card over a name appears and goes (Flask Mega-Tutorial, chapter 20): resting on a name for
 * a second asks for it, it appears once it is there, and it stays until one leaves name and card.
 * Leaving before that cancels the wait or aborts the request. Each time it is asked for anew. One card
 * at a time; whatever fails shows nothing.
 */
export class CardMachine<Anchor, Content> {
  private state: State<Anchor> = { name: "idle" };

  constructor(private readonly hands: CardHands<Anchor, Content>) {}

  /** The name that the machine is busy with. */
  get anchor(): Anchor | null {
    return this.state.name === "idle" ? null : this.state.anchor;
  }

  /** Somebody came to a name. */
  enter(anchor: Anchor, way: Way): void {
    if (anchor === this.anchor) return;
    this.dismiss();
    const timer = setTimeout(() => void this.ask(anchor, way), REST_MS);
    this.state = { name: "waiting", anchor, way, timer };
  }

  /** Somebody left name and card. */
  leave(way: Way): void {
    if (this.state.name !== "idle" && this.state.way === way) this.dismiss();
  }

  /** No card, whatever the way. */
  dismiss(): void {
    const { state } = this;
    this.state = { name: "idle" };
    if (state.name === "waiting") clearTimeout(state.timer);
    else if (state.name === "loading") state.request.abort();
    else if (state.name === "shown") this.hands.hide();
  }

  private async ask(anchor: Anchor, way: Way): Promise<void> {
    const request = new AbortController();
    const loading = { name: "loading", anchor, way, request } as const;
    this.state = loading;
    const content = await this.hands.load(anchor, request.signal).catch(() => null);
    // Somebody left, or went on to another name, while it was on its way.
    if (this.state !== loading) return;
    if (content === null) this.state = { name: "idle" };
    else {
      this.state = { name: "shown", anchor, way };
      this.hands.show(anchor, content);
    }
  }
}
