import { access, constants } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";
import { type Finding, failed, ok, warning } from "./finding";

const DEADLINE_MS = 5_000;
const RESEND = "https://api.resend.com";

/** Whether the mail provider is there and knows us. No mail is sent. */
export async function checkMail(): Promise<Finding> {
  if (env.resendApiKey) return checkResend(env.resendApiKey);
  if (env.smtpUrl) return checkSmtp(env.smtpUrl);
  const folder = join(env.dataDir, "outbox");
  const isOpen = await isWritable(resolve(folder));
  if (!isOpen) return failed("mail", `the folder ${folder} cannot be written`, "Give it to this user.");
  return ok("mail", `kept in ${folder}, sent to nobody`);
}

/** Whether the folder, or what it would be made in, may be written. */
async function isWritable(folder: string): Promise<boolean> {
  try {
    await access(folder, constants.W_OK);
    return true;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT" && dirname(folder) !== folder;
    return isMissing && isWritable(dirname(folder));
  }
}

async function checkResend(key: string): Promise<Finding> {
  const remedy = "Look at RESEND_API_KEY, and at the status page of Resend.";
  const address = `${env.resendBaseUrl ?? RESEND}/domains`;
  const answer = await ask(address, key);
  if (typeof answer === "string") return failed("mail", `Resend: ${answer}`, remedy);
  // A key that may only send may not list domains, and is told so: it is a key.
  const isSendingKey = answer.status === 401 && (await answer.text()).includes("restricted_api_key");
  if (answer.ok || isSendingKey) return ok("mail", "Resend knows the key");
  return failed("mail", `Resend answers ${answer.status}`, remedy);
}

async function checkSmtp(url: string): Promise<Finding> {
  const within = { connectionTimeout: DEADLINE_MS, greetingTimeout: DEADLINE_MS, socketTimeout: DEADLINE_MS };
  const transport = createTransport({ url, ...within } as Parameters<typeof createTransport>[0]);
  try {
    await transport.verify();
    return ok("mail", `the SMTP server at ${new URL(url).host} lets us in`);
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number };
    const found = `the SMTP server at ${new URL(url).host}: ${responseCode ?? code ?? "no answer"}`;
    return failed("mail", found, "Look at SMTP_URL: host, port, user and password.");
  } finally {
    transport.close();
  }
}

/** Whether search is answered. Where Meilisearch is away the database answers, so that is no failure. */
export async function checkSearch(): Promise<Finding> {
  const { meilisearchUrl, meilisearchSearchKey = "" } = env;
  if (!meilisearchUrl) return ok("search", "by the database");
  const remedy = "Look at MEILISEARCH_URL and the keys. Until then the database answers.";
  const health = await ask(`${meilisearchUrl}/health`);
  if (typeof health === "string") return warning("search", `Meilisearch: ${health}`, remedy);
  const answer = await ask(`${meilisearchUrl}/indexes/posts/search`, meilisearchSearchKey, "{}");
  if (typeof answer === "string") return warning("search", `Meilisearch: ${answer}`, remedy);
  if (answer.status === 404) {
    return warning("search", "Meilisearch has no index yet", "Run: npm run search:reindex");
  }
  if (!answer.ok) return warning("search", `Meilisearch answers ${answer.status}`, remedy);
  return ok("search", "by Meilisearch");
}

/** An answer, or why there is none. */
async function ask(url: string, token?: string, body?: string): Promise<Response | string> {
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (token) headers.authorization = `Bearer ${token}`;
  const method = body === undefined ? "GET" : "POST";
  try {
    return await fetch(url, { method, headers, body, signal: AbortSignal.timeout(DEADLINE_MS) });
  } catch (error) {
    const { cause, name } = error as Error;
    return (cause as { code?: string } | undefined)?.code ?? name;
  }
}
