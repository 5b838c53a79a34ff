import type { Told } from "@/components/live/connection";

/** The browser's end of a stream, as far as a page can see it. */
export class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: FakeEventSource[] = [];
  readyState = 0;
  onmessage: ((event: { data: string }) => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
  }
  close() {
    this.readyState = FakeEventSource.CLOSED;
  }
  say(type: string) {
    this.dispatchEvent(new Event(type));
  }
  tell(told: Told) {
    this.onmessage?.({ data: JSON.stringify(told) });
  }
  fail(isFinal: boolean) {
    this.readyState = isFinal ? FakeEventSource.CLOSED : 0;
    this.onerror?.();
  }
}
