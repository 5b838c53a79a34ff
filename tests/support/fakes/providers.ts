import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";

/** How the fake behaves. `accept-then-reset`: it takes what it is given, and the answer is lost. */
export type Mode = "ok" | "500" | "429" | "hang" | "reset" | "accept-then-reset";

/** What Resend's documentation asks of POST /emails; anything else is refused. */
const mailSchema = z.strictObject({
  from: z.string().min(3),
  to: z.array(z.email()).length(1),
  subject: z
    .string()
    .min(1)
    .regex(/^[^\r\n]*$/),
  text: z.string().min(1),
  html: z.string().min(1),
  attachments: z
    .array(z.strictObject({ filename: z.string(), content: z.base64(), content_type: z.string() }))
    .optional(),
});

/** What Inngest's documentation asks of POST /e/<key>. */
const eventsSchema = z.array(
  z.strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    data: z.record(z.string(), z.unknown()),
    ts: z.number().optional(),
  }),
);

export type FakeMail = z.infer<typeof mailSchema> & { key: string };
export type FakeEvent = z.infer<typeof eventsSchema>[number];

/** A small fake of Resend and Inngest on a loopback port, as strict as their documentation. */
export interface Providers {
  url: string;
  mode: Mode;
  /** Seconds told with 429. */
  retryAfterSeconds: number;
  /** How long it takes to answer well. */
  latencyMs: number;
  /** Every call, also those that were not answered well, with its time in ms. */
  calls: { at: number; path: string; key: string; mode: Mode }[];
  /** What was accepted, once per key. */
  mails: FakeMail[];
  events: FakeEvent[];
  close(): Promise<void>;
}

export async function startProviders(): Promise<Providers> {
  const server = createServer((request, response) => void answer(fake, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: Providers = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "ok",
    retryAfterSeconds: 2,
    latencyMs: 0,
    calls: [],
    mails: [],
    events: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return fake;
}

async function answer(fake: Providers, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { mode } = fake;
  const body = await bodyOf(request);
  const key = String(request.headers["idempotency-key"] ?? "");
  fake.calls.push({ at: performance.now(), path: request.url ?? "", key, mode });
  if (mode === "hang") return;
  if (mode === "reset") return void request.socket.destroy();
  if (mode === "500")
    return send(response, 500, { name: "application_error", statusCode: 500, message: "no" });
  if (mode === "429") {
    response.setHeader("retry-after", fake.retryAfterSeconds);
    return send(response, 429, { name: "rate_limit_exceeded", statusCode: 429, message: "slow down" });
  }
  if (fake.latencyMs > 0) await sleep(fake.latencyMs / 2);
  const [status, content] = accept(fake, request, key, body);
  if (fake.latencyMs > 0) await sleep(fake.latencyMs / 2);
  if (mode === "accept-then-reset") request.socket.destroy();
  else send(response, status, content);
}

function accept(fake: Providers, request: IncomingMessage, key: string, body: unknown): [number, object] {
  if (request.method === "POST" && request.url === "/emails") {
    const mail = mailSchema.safeParse(body);
    if (!request.headers.authorization?.startsWith("Bearer ")) return [401, refusal(401, "missing_api_key")];
    if (!mail.success || key.length === 0 || key.length > 256) return [422, refusal(422, "validation_error")];
    const known = fake.mails.find((one) => one.key === key);
    if (known && JSON.stringify(known) !== JSON.stringify({ ...mail.data, key })) {
      return [409, refusal(409, "invalid_idempotent_request")];
    }
    if (!known) fake.mails.push({ ...mail.data, key });
    return [200, { id: key }];
  }
  if (request.method === "POST" && /^\/e\/[\w-]+$/.test(request.url ?? "")) {
    const events = eventsSchema.safeParse(body);
    if (!events.success) return [400, { error: "invalid", status: 400 }];
    for (const event of events.data) {
      if (!fake.events.some(({ id }) => id === event.id)) fake.events.push(event);
    }
    return [200, { ids: events.data.map(({ id }) => id), status: 200 }];
  }
  return [404, refusal(404, "not_found")];
}

const refusal = (statusCode: number, name: string) => ({ statusCode, name, message: name });

function send(response: ServerResponse, status: number, content: object): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(content));
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}
