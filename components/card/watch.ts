import { links } from "@/lib/links";
import { fetchCard, sendCardForm } from "./fetch-card";
import { CardLayer } from "./layer";
import { CardMachine } from "./machine";

/** Names that have a card say whose: `data-card="<username>"`. */
const NAMES = "[data-card]";

const nameAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>(NAMES) : null;

const addressOf = (name: HTMLElement): string => links.popup(encodeURIComponent(name.dataset.card ?? ""));

/** Tells the machine where pointer and focus are, for all names of the page at once. */
class Watch {
  private pointerX: number | null = null;
  private readonly layer = new CardLayer((event) => this.send(event));
  private readonly machine = new CardMachine<HTMLElement, Element>({
    load: (name, signal) => fetchCard(addressOf(name), signal),
    show: (name, card) => this.layer.show(name, card, this.pointerX),
    hide: () => this.layer.hide(),
  });

  start(signal: AbortSignal): void {
    const on = <Name extends keyof DocumentEventMap>(
      name: Name,
      handle: (event: DocumentEventMap[Name]) => void,
    ) => document.addEventListener(name, handle, { signal });
    on("pointerover", (event) => this.point(event));
    on("pointerout", ({ relatedTarget }) => !relatedTarget && this.machine.leave("pointer"));
    on("focusin", ({ target }) => this.focus(target));
    on("focusout", ({ relatedTarget }) => !relatedTarget && this.machine.leave("focus"));
    on("keydown", ({ key }) => key === "Escape" && this.escape());
    signal.addEventListener("abort", () => this.machine.dismiss());
  }

  private isInside(target: EventTarget | null): boolean {
    return target instanceof Node && (this.layer.contains(target) || !!this.machine.anchor?.contains(target));
  }

  private point({ target, pointerType, clientX }: PointerEvent): void {
    // A finger does not rest on a name; it follows the link.
    if (pointerType === "touch" || this.isInside(target)) return;
    this.machine.leave("pointer");
    const name = nameAt(target);
    if (!name) return;
    this.pointerX = clientX;
    this.machine.enter(name, "pointer");
  }

  private focus(target: EventTarget | null): void {
    if (this.isInside(target)) return;
    this.machine.leave("focus");
    const name = nameAt(target);
    if (!name?.matches(":focus-visible")) return;
    this.pointerX = null;
    this.machine.enter(name, "focus");
  }

  private escape(): void {
    const name = this.machine.anchor;
    const takesFocusAlong = this.layer.contains(document.activeElement);
    this.machine.dismiss();
    if (takesFocusAlong) name?.focus();
  }

  /** A form of the card: done in place, and without this script in a page of its own. */
  private async send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const name = this.machine.anchor;
    if (!name) return;
    const sent = sendCardForm(addressOf(name), event.target as HTMLFormElement, event.submitter);
    const card = await sent.catch(() => null);
    if (card && this.machine.anchor === name) this.layer.update(card);
  }
}

/** Lets a card appear over every name on which somebody rests, until the signal. */
export const watchNames = (signal: AbortSignal): void => new Watch().start(signal);
