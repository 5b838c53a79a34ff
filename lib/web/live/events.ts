import type { NotificationView } from "../../notifications/schema";

const encoder = new TextEncoder();

/** How long a browser waits before it comes back after a lost connection. */
const RETRY_MS = 2_000;

/** The first words on a stream: how to come back, and that it really flows. */
export const greeting = (): Uint8Array => encoder.encode(`retry: ${RETRY_MS}\nevent: ready\ndata:\n\n`);

/** Keeps proxies from closing a quiet stream. */
export const heartbeat = (): Uint8Array => encoder.encode(": still here\n\n");

/** The last words: the session is over, do not come back. */
export const farewell = (): Uint8Array => encoder.encode("event: end\ndata:\n\n");

/**
 * A notification as a server-sent event. Its id is what the browser sends back as `Last-Event-ID`.
 *
 * @param isStored whether it can be asked for again; what is only reckoned must not move the id
 */
export function eventOf(notification: NotificationView, isStored: boolean): Uint8Array {
  const id = isStored ? `id: ${notification.timestamp}\n` : "";
  return encoder.encode(`${id}data: ${JSON.stringify(notification)}\n\n`);
}
