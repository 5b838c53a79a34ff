import { escaped } from "../i18n/letter";

/** Something unexpected, as it is told to those who run the site. */
export interface Failure {
  event: string;
  type: string;
  message: string;
  frames: string[];
  requestId: string;
  /** How often the same happened since the last mail about it. */
  suppressed: number;
  at: string;
}

/** For the operators: English, and always under the same subject, so that it can be filtered. */
export function failureLetter(failure: Failure, site: string) {
  const { event, type, message, frames, requestId, suppressed, at } = failure;
  const head = [
    `Site: ${site}`,
    `Event: ${event}`,
    `Time: ${at}`,
    ...(requestId ? [`Request: ${requestId}`] : []),
    `Error: ${type}${message ? `: ${message}` : ""}`,
    ...(suppressed > 0 ? [`The same happened ${suppressed} more times since the last mail about it.`] : []),
  ];
  const text = `${[...head, "", ...frames].join("\n")}\n`;
  const html = `<!doctype html>\n<html lang="en"><body><pre>${escaped(text)}</pre></body></html>\n`;
  return { subject: "Microblog Failure", text, html };
}
