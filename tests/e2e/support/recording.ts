import type { APIRequestContext, APIResponse, Page } from "@playwright/test";

/** A form as a script sent it. */
export interface Recording {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

// Each request has its own of these.
const NOT_KEPT = /^(cookie|content-length|host|connection|accept-encoding|:.*)$/;

/** What the page sends when `act` makes it call an action of the server. */
export async function recordAction(page: Page, act: () => Promise<void>): Promise<Recording> {
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await act();
  const request = await sent;
  const headers = Object.entries(await request.allHeaders()).filter(([name]) => !NOT_KEPT.test(name));
  const body = request.postDataBuffer();
  if (!body) throw new Error("the action was sent without a body");
  return { url: request.url(), headers: Object.fromEntries(headers), body };
}

/** Sends it again, with some things otherwise. An empty header is left out. */
export function replay(
  request: APIRequestContext,
  recording: Recording,
  { headers = {}, words = {} }: { headers?: Record<string, string>; words?: Record<string, string> } = {},
): Promise<APIResponse> {
  let text = recording.body.toString("latin1");
  for (const [said, instead] of Object.entries(words)) text = text.replaceAll(said, instead);
  const given = Object.entries({ ...recording.headers, ...headers }).filter(([, value]) => value !== "");
  return request.post(recording.url, {
    headers: Object.fromEntries(given),
    data: Buffer.from(text, "latin1"),
    maxRedirects: 0,
  });
}
