import "server-only";
import { join } from "node:path";
import { env } from "../env";
import type { Mail } from "./contracts";
import { type Outbox, outboxIn, outboxMail } from "./mail-outbox";
import { resendMail } from "./mail-resend";
import { smtpMail } from "./mail-smtp";

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
