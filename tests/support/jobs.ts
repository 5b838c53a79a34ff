import type { Database, Transaction } from "@/db/connection";
import type { JobContext } from "@/lib/jobs/context";
import { drain } from "@/lib/jobs/drain";
import { workHere } from "@/lib/jobs/work";
import type { Mail, MailMessage } from "@/lib/ports/contracts";

/** A provider that takes every mail, and drops repetitions as real ones do. */
export function mailCatcher(): Mail & { sent: MailMessage[] } {
  const sent: MailMessage[] = [];
  return {
    sent,
    send: async (message) => {
      if (!sent.some(({ key }) => key === message.key)) sent.push(message);
    },
  };
}

/** Does all jobs that wait, and gives the mails they sent. */
export async function mailsOf(db: Database | Transaction): Promise<MailMessage[]> {
  const mail = mailCatcher();
  await drain(db as Database, workHere(db as Database, { mail }));
  return mail.sent;
}

/** The mail that leads to a new password, among those that lead elsewhere. */
export const resetMailIn = (mails: MailMessage[]): MailMessage | undefined =>
  mails.find(({ text }) => text.includes("/auth/reset-password/"));

/** The secret of the link in a mail. */
export function secretIn(mail: MailMessage | undefined): string {
  const [, secret] = /\/auth\/[\w-]+\/([\w-]{43})/.exec(mail?.text ?? "") ?? [];
  if (!secret) throw new Error("There is no link in this mail.");
  return secret;
}

/** What a handler is given, for a job that is done here and now. */
export const jobContext = (db: Database | Transaction, mail: Mail): JobContext => ({
  db,
  viewer: null,
  jobId: "the-job",
  requestedAt: new Date(),
  mail,
  search: null,
  signal: new AbortController().signal,
  step: (_, work) => work(),
});
