import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

/** How the fake answers. `slow` answers well, but late. */
export type TranslatorMode =
  | "ok"
  | "bom"
  | "500"
  | "401"
  | "400"
  | "429"
  | "slow"
  | "hang"
  | "garbage"
  | "empty"
  | "huge"
  | "reset";

/** What Azure's documentation (Translator 3.0, Translate) asks for. */
const azureSchema = z.tuple([z.strictObject({ Text: z.string().min(1).max(50_000) })]);
/** What LibreTranslate's documentation asks for. */
const libreSchema = z.strictObject({
  q: z.string().min(1),
  source: z.string(),
  target: z.string(),
  format: z.literal("text"),
  api_key: z.string().optional(),
});

export interface FakeTranslator {
  url: string;
  mode: TranslatorMode;
  /** Pairs that were asked for. */
  asked: { from: string; to: string; text: string; key: string; region: string }[];
  close(): Promise<void>;
}

export const TRANSLATOR_KEY = "a-key";

/** What the fake makes of a text. */
export const translationOf = (text: string, to: string): string => `<${to}> ${text}`;

/** A small fake of both translators on a loopback port; `slowMs` is how long it takes when it is slow. */
export async function startTranslator({ slowMs = SLOW_MS } = {}): Promise<FakeTranslator> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "", "http://fake");
    const sent: unknown = JSON.parse(Buffer.concat(chunks).toString() || "null");
    const header = (name: string) => String(request.headers[name] ?? "");
    const azure = azureSchema.safeParse(sent);
    const libre = libreSchema.safeParse(sent);
    const isAzure = url.searchParams.get("api-version") === "3.0" && azure.success;
    if (request.method !== "POST" || url.pathname !== "/translate" || !(isAzure || libre.success)) {
      return end(response, 400, { error: "not as documented" });
    }
    const from = libre.data?.source ?? url.searchParams.get("from") ?? "";
    const to = libre.data?.target ?? url.searchParams.get("to") ?? "";
    const text = libre.data?.q ?? azure.data?.[0].Text ?? "";
    const key = libre.data?.api_key ?? header("ocp-apim-subscription-key");
    fake.asked.push({ from, to, text, key, region: header("ocp-apim-subscription-region") });
    if (key !== TRANSLATOR_KEY) return end(response, 401, { error: "wrong key" });
    const done = translationOf(text, to);
    const good = isAzure ? [{ translations: [{ text: done, to }] }] : { translatedText: done };
    answer(fake.mode, response, good, slowMs);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: FakeTranslator = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "ok",
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

function end(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

const HUGE = 1_000_000;
/** Longer than anybody waits. */
const SLOW_MS = 7_000;

function answer(mode: TranslatorMode, response: ServerResponse, good: unknown, slowMs: number): void {
  if (mode === "hang") return;
  if (mode === "reset") response.destroy();
  else if (mode === "slow") setTimeout(() => end(response, 200, good), slowMs).unref();
  else if (mode === "bom") end(response, 200, `\ufeff${JSON.stringify(good)}`);
  else if (mode === "garbage") end(response, 200, "<html>502 Bad Gateway</html>");
  else if (mode === "empty") end(response, 200, []);
  else if (mode === "huge") end(response, 200, "x".repeat(HUGE));
  else if (mode === "429") end(response, 429, {}, { "retry-after": "30" });
  else if (mode !== "ok") end(response, Number(mode), { error: "so it is" });
  else end(response, 200, good);
}
