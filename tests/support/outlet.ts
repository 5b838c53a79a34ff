import type { Outlet } from "@/lib/web/outlast";

/** What an answer that goes on is written to, and the browser's end of it. */
export function openOutlet() {
  let forget: () => void = () => undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      start: (own) => {
        controller = own;
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  );
  const outlet: Outlet = {
    send: (words) => {
      controller?.enqueue(words);
      return -(controller?.desiredSize ?? 0);
    },
    end: () => controller?.close(),
    onceGone: (told) => {
      forget = told;
    },
  };
  return { outlet, body, leave: () => forget() };
}
