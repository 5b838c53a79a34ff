/** Between the card and the edge of the window. */
const MARGIN = 8;

/**
 * The layer in which the card is shown: above everything, and in reading order behind the name, so
 * that the keyboard gets from the name into the card.
 */
export class CardLayer {
  private readonly element = document.createElement("div");

  constructor(onSubmit: (event: SubmitEvent) => void) {
    this.element.className = "card-layer";
    this.element.popover = "manual";
    this.element.addEventListener("submit", onSubmit);
  }

  contains(node: Node | null): boolean {
    return this.element.contains(node);
  }

  /**
   * Shows a card over a name.
   *
   * @param pointerX where the pointer rests, if one does: the card begins beside it at the latest
   */
  show(anchor: HTMLElement, card: Element, pointerX: number | null): void {
    this.element.replaceChildren(card);
    anchor.after(this.element);
    this.element.showPopover();
    this.place(anchor.getBoundingClientRect(), pointerX);
  }

  /** Another state of the same card, in the same place. */
  update(card: Element): void {
    this.element.replaceChildren(card);
    this.element.querySelector<HTMLElement>("form button")?.focus();
  }

  hide(): void {
    this.element.remove();
  }

  /** Below the name where there is room, else above it; without a gap, which would count as leaving. */
  private place(name: DOMRect, pointerX: number | null): void {
    const { offsetWidth: width, offsetHeight: height, style } = this.element;
    const hasRoomBelow = name.bottom + height <= window.innerHeight || name.top < height;
    const top = hasRoomBelow ? name.bottom - 1 : name.top - height + 1;
    const wanted = Math.min(name.left, pointerX === null ? name.left : pointerX - MARGIN);
    const left = Math.max(MARGIN, Math.min(wanted, document.documentElement.clientWidth - width - MARGIN));
    style.top = `${top + window.scrollY}px`;
    style.left = `${left + window.scrollX}px`;
  }
}
