import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { assertMailable, type Mail, type MailMessage, TemporaryFailure } from "./contracts";

const keptSchema = z.object({
  sentAt: z.iso.datetime(),
  key: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  attachments: z.array(z.object({ name: z.string(), type: z.string(), base64: z.string() })),
});

/** A mail in the folder. */
export type KeptMail = z.infer<typeof keptSchema>;

/** The folder, read by the developer. */
export interface Outbox {
  /** The newest first. */
  list(): Promise<KeptMail[]>;
  read(key: string): Promise<KeptMail | null>;
}

const FILE = /^([\w-]{1,100})\.json$/;
const LISTED = 200;

const fileOf = (folder: string, key: string) => join(folder, `${key.replaceAll(/[^\w-]/g, "_")}.json`);

/** Keeps mails as files instead of sending them: one per key, whole or not at all. */
export function outboxMail(folder: string, from: string): Mail {
  return {
    send: async (message) => {
      assertMailable(message);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await keep(fileOf(folder, message.key), mailOf(message, from));
      } catch (error) {
        throw new TemporaryFailure("the outbox cannot be written", undefined, { cause: error });
      }
    },
  };
}

const mailOf = ({ attachments = [], ...message }: MailMessage, from: string): KeptMail => ({
  sentAt: new Date().toISOString(),
  from,
  ...message,
  attachments: attachments.map(({ name, type, content }) => ({
    name,
    type,
    base64: Buffer.from(content).toString("base64"),
  })),
});

async function keep(file: string, mail: KeptMail): Promise<void> {
  if (await isThere(file)) return;
  const partial = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(partial, JSON.stringify(mail, null, 2), { mode: 0o600 });
  await rename(partial, file);
}

const isThere = (file: string) =>
  readFile(file).then(
    () => true,
    () => false,
  );

/** Reads what `outboxMail` has kept in the same folder. */
export function outboxIn(folder: string): Outbox {
  const read = async (file: string) =>
    keptSchema.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
  return {
    list: async () => {
      const files = await readdir(folder).catch(() => []);
      const mails = await Promise.all(files.filter((file) => FILE.test(file)).map(read));
      return mails.sort((one, other) => (one.sentAt < other.sentAt ? 1 : -1)).slice(0, LISTED);
    },
    read: async (key) => {
      const file = `${key}.json`;
      return FILE.test(file) ? read(file).catch(() => null) : null;
    },
  };
}
