import { Resend } from "resend";
import {
  assertMailable,
  type Mail,
  type MailMessage,
  PermanentFailure,
  secondsToWait,
  TemporaryFailure,
} from "./contracts";

const DEADLINE_MS = 10_000;

// Refused keys and domains that are not verified yet (401, 403) are the operator's to mend; mails wait.
// 409: the same mail is being taken at this moment. No status: nobody answered.
const LATER = new Set([401, 403, 408, 409, 425, 429]);
const isLater = (status: number | null) => status === null || status >= 500 || LATER.has(status);

/** Sends mail through Resend, which drops a repeated key within 24 hours. */
export function resendMail(apiKey: string, from: string, baseUrl?: string, deadlineMs = DEADLINE_MS): Mail {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    send: async (message) => {
      assertMailable(message);
      // The client has no time-out of its own, and does not throw: what it has not done it returns.
      const { error, headers } = await resend.emails.send(mailOf(message, from), {
        idempotencyKey: message.key,
        signal: AbortSignal.timeout(deadlineMs),
      });
      if (!error) return;
      const what = `Resend answers ${error.statusCode ?? "nothing"} (${error.name})`;
      if (!isLater(error.statusCode)) throw new PermanentFailure(what);
      throw new TemporaryFailure(what, secondsToWait(headers?.["retry-after"]));
    },
  };
}

const mailOf = ({ to, subject, text, html, attachments = [] }: MailMessage, from: string) => ({
  from,
  to: [to],
  subject,
  text,
  html,
  attachments: attachments.map(({ name, type, content }) => ({
    filename: name,
    contentType: type,
    content: Buffer.from(content).toString("base64"),
  })),
});
