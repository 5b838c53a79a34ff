import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Mail } from "@/lib/ports/contracts";
import { outboxIn, outboxMail } from "@/lib/ports/mail-outbox";
import { resendMail } from "@/lib/ports/mail-resend";
import { smtpMail } from "@/lib/ports/mail-smtp";
import { startProviders } from "../support/fakes/providers";
import { startSmtp } from "../support/fakes/smtp";
import { FROM, message } from "../support/mail";

/** An adapter and the way to see what came of it. */
interface Stage {
  mail: Mail;
  /** Addresses that have got a mail, one per mail. */
  received(): Promise<string[]>;
  close(): Promise<void>;
}

const stages: Record<string, () => Promise<Stage>> = {
  Resend: async () => {
    const fake = await startProviders();
    return {
      mail: resendMail("re_key", FROM, fake.url),
      received: async () => fake.mails.flatMap(({ to }) => to),
      close: fake.close,
    };
  },
  SMTP: async () => {
    const fake = await startSmtp();
    return {
      mail: smtpMail(fake.url, FROM),
      received: async () => fake.mails.flatMap(({ to }) => to.map((line) => /<(.*)>/.exec(line)?.[1] ?? "")),
      close: fake.close,
    };
  },
  "the outbox": async () => {
    const folder = await mkdtemp(join(tmpdir(), "outbox-"));
    return {
      mail: outboxMail(folder, FROM),
      received: async () => (await outboxIn(folder).list()).map(({ to }) => to),
      close: () => rm(folder, { recursive: true }),
    };
  },
};

describe.each(Object.entries(stages))("mail through %s", (_, open) => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await open();
  });
  afterEach(() => stage.close());

  it("arrives at one address", async () => {
    await stage.mail.send(message());
    expect(await stage.received()).toEqual(["ann@example.org"]);
  });

  it("arrives without attachments", async () => {
    await stage.mail.send(message({ attachments: undefined }));
    expect(await stage.received()).toHaveLength(1);
  });

  it("keeps mails with different keys apart", async () => {
    await stage.mail.send(message());
    await stage.mail.send(message({ key: "another", to: "bob@example.org" }));
    expect((await stage.received()).toSorted()).toEqual(["ann@example.org", "bob@example.org"]);
  });

  it("cannot be given another header by a subject or an address", async () => {
    const subject = "Hello\r\nBcc: eve@example.org";
    await stage.mail.send(message({ subject })).catch(() => undefined);
    await stage.mail
      .send(message({ key: "b", to: "ann@example.org\r\nBcc: eve@example.org" }))
      .catch(() => undefined);
    expect((await stage.received()).join()).not.toContain("eve");
  });
});
