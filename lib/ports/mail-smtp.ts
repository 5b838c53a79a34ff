import { createTransport, type SendMailOptions } from "nodemailer";
import { assertMailable, type Mail, type MailMessage, PermanentFailure, TemporaryFailure } from "./contracts";

const DEADLINE_MS = 10_000;

/** RFC 5321, 4.2.1: 5yz is a permanent refusal, 4yz a transient one; no code means no answer. */
const isPermanent = (code: number | undefined) => code !== undefined && code >= 500;

/**
 * Sends mail through an SMTP server. The key becomes the Message-ID, by which mailboxes know a
 * repetition; SMTP itself cannot promise that a mail whose answer was lost is not sent twice.
 */
export function smtpMail(url: string, from: string): Mail {
  const transport = createTransport({
    url,
    connectionTimeout: DEADLINE_MS,
    greetingTimeout: DEADLINE_MS,
    socketTimeout: DEADLINE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0]);
  return {
    send: async (message) => {
      assertMailable(message);
      try {
        await transport.sendMail(mailOf(message, from));
      } catch (error) {
        const { code, responseCode } = error as { code?: string; responseCode?: number };
        // A refused password is the operator's to mend; the mails wait.
        if (isPermanent(responseCode) && code !== "EAUTH") {
          throw new PermanentFailure(`the SMTP server refuses (${responseCode})`);
        }
        throw new TemporaryFailure(`the SMTP server cannot be used (${responseCode ?? code})`);
      }
    },
  };
}

function mailOf(
  { key, to, subject, text, html, attachments = [] }: MailMessage,
  from: string,
): SendMailOptions {
  const host = from.slice(from.lastIndexOf("@") + 1).replace(">", "");
  return {
    from,
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${key}@${host}>`,
    attachments: attachments.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content: Buffer.from(content),
    })),
  };
}
