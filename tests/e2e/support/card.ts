import type { Page } from "@playwright/test";

/** The card of somebody on whose name one rests. */
export const card = (page: Page) => page.locator(".user-card");

/** When the page asked for which card, in milliseconds since `from`. */
export function requests(page: Page) {
  const asked: { at: number; url: string }[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/popup")) asked.push({ at: Date.now(), url: request.url() });
  });
  return asked;
}
