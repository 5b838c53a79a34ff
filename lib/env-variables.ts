import { availableParallelism } from "node:os";
import { z } from "zod";
import * as kind from "./env-kinds";

/**
 * Every variable the application knows, one entry each; `.env.example` is checked against this table.
 * An entry without a default may be absent; what a public site needs beyond that is in `lib/env.ts`.
 */
export const variables = z.object({
  // Server
  PORT: kind.number(1, 65535).default(3000).describe("Port the server listens on."),
  HOST: kind.hostName.default("127.0.0.1").describe("Address the server listens on."),
  APP_URL: kind.origin.optional().describe("What people type to get here. Derived from HOST and PORT."),
  DATA_DIR: kind
    .text("Name a folder on a disk that is backed up.")
    .default(".microblog")
    .describe("Folder of the embedded database, generated secrets and the mailbox."),
  WEB_CONCURRENCY: kind
    .number(1, 256)
    .default(() => availableParallelism())
    .describe("Server processes. One per core unless set."),

  // Database
  DATABASE_URL: kind.postgresUrl.optional().describe("PostgreSQL to use instead of the embedded one."),
  DATABASE_DIRECT_URL: kind.postgresUrl
    .optional()
    .describe("The same database without a pooler in between, for migrations and LISTEN."),
  DATABASE_WAIT_SECONDS: kind
    .number(0, 3600)
    .default(0)
    .describe("How long a start waits for a database that does not answer yet."),
  DATABASE_POOL_MAX: kind.number(1, 100).default(10).describe("Connections of each server process."),
  DATABASE_PREPARE: kind.onOff.default(true).describe("Off behind a pooler in transaction mode."),

  // Safety
  AUTH_SECRET: kind.secret.optional().describe("Signs sessions. Made by npm start on a loopback address."),
  RATE_LIMITS: kind.onOff.default(true).describe("Limits on sign-in, registration and writing."),
  TRUST_PROXY_HOPS: kind.number(0, 10).default(0).describe("Reverse proxies whose X-Forwarded-For counts."),
  REGISTRATIONS_PER_ADDRESS: kind
    .number(1, 1000)
    .default(5)
    .describe("New accounts from one address in half an hour."),
  REQUIRE_CONFIRMED_EMAIL: kind.onOff.default(false).describe("Whether writing needs a confirmed address."),

  // Product
  AVATARS: kind.oneOf("identicon", "gravatar").default("identicon").describe("Where pictures come from."),
  POST_MAX_LENGTH: kind.number(1, 5000).default(140).describe("Longest post, in characters as people count."),
  MESSAGE_MAX_LENGTH: kind.number(1, 5000).default(140).describe("Longest private message, likewise."),
  POSTS_PER_PAGE: kind.number(1, 100).default(25).describe("Posts on one page of a list."),
  ADMINS: kind.emails.default([]).describe("Addresses that are told about failures."),
  SECURITY_CONTACT: kind.contact.optional().describe("Where to report a weakness, for all to see."),

  // Mail
  MAIL_FROM: kind.sender.optional().describe("Sender of mails. no-reply@ the host of APP_URL unless set."),
  RESEND_API_KEY: kind.text("Set the key that Resend shows.").optional().describe("Sends mail by Resend."),
  RESEND_BASE_URL: kind.webUrl.optional().describe("Where Resend's API is, if not at its own address."),
  SMTP_URL: kind.smtpUrl.optional().describe("Sends mail through an SMTP server."),

  // Background jobs
  JOBS: kind
    .oneOf("on", "off", "cron")
    .default("on")
    .describe("Background jobs: in the server process, elsewhere, or when /api/cron is called."),
  CRON_SECRET: kind.secret.optional().describe("Bearer token of the caller of /api/cron."),
  INNGEST_EVENT_KEY: kind.text("Set the event key.").optional().describe("Hands jobs to Inngest."),
  INNGEST_SIGNING_KEY: kind
    .text("Set the signing key that belongs to INNGEST_EVENT_KEY.")
    .optional()
    .describe("Proves that a call comes from Inngest."),
  INNGEST_BASE_URL: kind.webUrl.optional().describe("An Inngest server of one's own."),
  INNGEST_DEV: kind.inngestDev.optional().describe("Uses Inngest's local development server."),

  // Search
  MEILISEARCH_URL: kind.webUrl.optional().describe("Searches with Meilisearch instead of PostgreSQL."),
  MEILISEARCH_SEARCH_KEY: kind.text("Set the search key.").optional().describe("Key that may search."),
  MEILISEARCH_INDEX_KEY: kind.text("Set a writing key.").optional().describe("Key that may write the index."),

  // Translation
  AZURE_TRANSLATOR_KEY: kind.text("Set the resource's key.").optional().describe("Translates by Azure."),
  AZURE_TRANSLATOR_REGION: kind
    .text("Set the region of the Azure resource.")
    .optional()
    .describe("Region of the Azure resource."),
  AZURE_TRANSLATOR_BASE_URL: kind.webUrl
    .optional()
    .describe("Where Azure's API is, if not in its public cloud."),
  LIBRETRANSLATE_URL: kind.webUrl.optional().describe("Translates by LibreTranslate."),
  LIBRETRANSLATE_API_KEY: kind.text("Set the server's key.").optional().describe("Where that server asks."),

  // Logs
  LOG_LEVEL: kind.oneOf("debug", "info", "warn", "error").default("info").describe("Least event logged."),
  LOG_FILE: kind.text("Name a writable file.").optional().describe("File that gets the log as well."),

  OTEL_EXPORTER_OTLP_ENDPOINT: kind.webUrl.optional().describe("Collector that gets OpenTelemetry traces."),

  // Tests
  CHROMIUM_PATH: kind.text("Name an executable.").optional().describe("Browser for the browser tests."),
});

export type Variable = keyof typeof variables.shape;
export type Values = z.output<typeof variables>;
