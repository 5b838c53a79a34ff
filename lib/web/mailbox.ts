import "server-only";
import { notFound } from "../errors";
import { chosenOutbox } from "../ports/choose";
import type { KeptMail } from "../ports/mail-outbox";

/*
 * The developer's mailbox: mails of a site on a loopback address that has no provider. Everywhere else
 * its pages do not exist.
 */

function mailbox() {
  const outbox = chosenOutbox();
  if (!outbox) throw notFound();
  return outbox;
}

/** @throws Refusal `notFound` where there is no mailbox. So does `mailOf`. */
export const allMails = (): Promise<KeptMail[]> => mailbox().list();

/** One mail by its key. */
export async function mailOf(key: string): Promise<KeptMail> {
  const mail = await mailbox().read(key);
  if (!mail) throw notFound();
  return mail;
}

/** Answers with a file that came with a mail. Never shown in place: it may be anything. */
export async function attachmentAnswer(key: string, index: string): Promise<Response> {
  const mail = await chosenOutbox()?.read(key);
  const file = mail?.attachments[Number(index)];
  if (!file) return new Response("Not Found\n", { status: 404 });
  const name = file.name.replaceAll(/[^\w.-]/g, "_");
  return new Response(Buffer.from(file.base64, "base64"), {
    headers: {
      "content-type": file.type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "private, no-store",
    },
  });
}
