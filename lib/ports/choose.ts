import "server-only";
import { join } from "node:path";
import type { Database, Transaction } from "@/db/connection";
import { env } from "../env";
import type { Mail, Relay, Translator } from "./contracts";
import { type Outbox, outboxIn, outboxMail } from "./mail-outbox";
import { resendMail } from "./mail-resend";
import { smtpMail } from "./mail-smtp";
import { inngestRelay } from "./relay-inngest";
import type { Search, SearchCopy } from "./search-contract";
import { meilisearchSearch } from "./search-meilisearch";
import { postgresSearch } from "./search-postgres";
import { azureTranslator } from "./translator-azure";
import { libreTranslator } from "./translator-libretranslate";

const outboxFolder = () => join(env.dataDir, "outbox");

/** Resend, else SMTP, else a folder. */
export function chosenMail(): Mail {
  if (env.resendApiKey) return resendMail(env.resendApiKey, env.mailFrom, env.resendBaseUrl);
  if (env.smtpUrl) return smtpMail(env.smtpUrl, env.mailFrom);
  return outboxMail(outboxFolder(), env.mailFrom);
}

/** The folder with the mails, for the developer's own eyes; null where mail is sent, or strangers come. */
export function chosenOutbox(): Outbox | null {
  return env.isPublic || env.resendApiKey || env.smtpUrl ? null : outboxIn(outboxFolder());
}

const INNGEST_CLOUD = "https://inn.gs";
const INNGEST_LOCAL = "http://localhost:8288";

/** Inngest, or null where this installation does its jobs itself. */
export function chosenRelay(): Relay | null {
  const { inngestBaseUrl, inngestDev, inngestEventKey } = env;
  const isDev = inngestDev !== undefined && inngestDev !== "0";
  if (!inngestEventKey && !isDev) return null;
  const local = inngestDev === "1" ? INNGEST_LOCAL : inngestDev;
  const baseUrl = (isDev ? local : inngestBaseUrl) ?? inngestBaseUrl ?? INNGEST_CLOUD;
  return inngestRelay(baseUrl, inngestEventKey ?? "local");
}

let searchCopy: SearchCopy | undefined;

/** Meilisearch, or null where the database is the only index. One for the process: it knows what it has made. */
export function chosenSearchCopy(): SearchCopy | null {
  const { meilisearchUrl, meilisearchSearchKey = "", meilisearchIndexKey = "" } = env;
  if (!meilisearchUrl) return null;
  searchCopy ??= meilisearchSearch({
    url: meilisearchUrl,
    searchKey: meilisearchSearchKey,
    indexKey: meilisearchIndexKey,
  });
  return searchCopy;
}

/** The database itself, which always answers. */
export const chosenSearch = (db: Database | Transaction): Search => postgresSearch(db);

/** Azure, else LibreTranslate, else nobody. */
export function chosenTranslator(): Translator | null {
  const { azureTranslatorKey, azureTranslatorRegion, azureTranslatorBaseUrl } = env;
  if (azureTranslatorKey) {
    return azureTranslator({
      key: azureTranslatorKey,
      region: azureTranslatorRegion,
      baseUrl: azureTranslatorBaseUrl,
    });
  }
  const { libretranslateUrl: baseUrl, libretranslateApiKey: apiKey } = env;
  return baseUrl ? libreTranslator({ baseUrl, apiKey }) : null;
}
