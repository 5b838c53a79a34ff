import type { Operation } from "./operation";

const text = (description: string) => ({ description, schema: { type: "string" } });

/** What the document says about headers of answers. */
export const ANSWER_HEADERS = {
  ETag: text("Send it as `If-None-Match`, and an unchanged answer is a 304 without a body."),
  Link: text("The neighbouring pages (RFC 8288): `next`, and `prev` where pages have numbers."),
  Location: text("Where the new thing is."),
  RateLimit: text("What is left of each limit, and the seconds until it is whole again."),
  "RateLimit-Policy": text("The limits that count here."),
};

type HeaderName = keyof typeof ANSWER_HEADERS;

/** The headers of an operation's success. */
export function headersOf({ method, success, query }: Operation): Record<string, { $ref: string }> {
  const names: HeaderName[] = ["RateLimit", "RateLimit-Policy"];
  if (method === "GET") names.push("ETag");
  if (query) names.push("Link");
  if (success.status === 201) names.push("Location");
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
