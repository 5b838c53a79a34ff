import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outboxIn, outboxMail } from "@/lib/ports/mail-outbox";
import { resendMail } from "@/lib/ports/mail-resend";
import { smtpMail } from "@/lib/ports/mail-smtp";
import { type Providers, startProviders } from "../support/fakes/providers";
import { type SmtpServer, startSmtp } from "../support/fakes/smtp";
import { FROM, message } from "../support/mail";

describe("Resend", () => {
  let fake: Providers;
  beforeEach(async () => {
    fake = await startProviders();
  });
  afterEach(() => fake.close());
  const mail = (deadlineMs?: number) => resendMail("re_key", FROM, fake.url, deadlineMs);

  it("is asked once for each key, and drops a repetition", async () => {
    await mail().send(message());
    await mail().send(message());
    expect(fake.calls.map(({ key }) => key)).toEqual([message().key, message().key]);
    expect(fake.mails).toHaveLength(1);
  });

  it("may answer after it has taken the mail: the second try has the same key", async () => {
    fake.mode = "accept-then-reset";
    await expect(mail().send(message())).rejects.toMatchObject({ name: "TemporaryFailure" });
    fake.mode = "ok";
    await mail().send(message());
    expect(fake.mails).toHaveLength(1);
  });

  it.each(["500", "reset"] as const)("is tried later after %s", async (mode) => {
    fake.mode = mode;
    await expect(mail().send(message())).rejects.toMatchObject({ name: "TemporaryFailure" });
  });

  it("says how long to wait", async () => {
    fake.mode = "429";
    fake.retryAfterSeconds = 17;
    await expect(mail().send(message())).rejects.toMatchObject({ retryAfterSeconds: 17 });
  });

  it("refuses for good what it will never take", async () => {
    const wrong = message({ to: "nobody" });
    await expect(mail().send(wrong)).rejects.toMatchObject({ name: "PermanentFailure" });
  });

  it("is not waited for longer than the deadline", async () => {
    fake.mode = "hang";
    const startedAt = performance.now();
    await expect(mail(100).send(message())).rejects.toMatchObject({ name: "TemporaryFailure" });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe("SMTP", () => {
  let fake: SmtpServer;
  beforeEach(async () => {
    fake = await startSmtp();
  });
  afterEach(() => fake.close());

  it.each([
    ["450", "TemporaryFailure"],
    ["550", "PermanentFailure"],
    ["reset", "TemporaryFailure"],
  ] as const)("answers %s: %s", async (mode, name) => {
    fake.mode = mode;
    await expect(smtpMail(fake.url, FROM).send(message())).rejects.toMatchObject({ name });
  });

  it("carries the key as the mail's id, and both bodies", async () => {
    await smtpMail(fake.url, FROM).send(message());
    expect(fake.mails[0]?.data).toContain(`Message-ID: <${message().key}@example.org>`);
    expect(fake.mails[0]?.data).toContain("text/plain");
    expect(fake.mails[0]?.data).toContain("text/html");
  });
});

describe("the outbox", () => {
  it("keeps what was sent, readable by its owner only", async () => {
    const folder = await mkdtemp(join(tmpdir(), "outbox-"));
    await outboxMail(folder, FROM).send(message());
    const mail = await outboxIn(folder).read(message().key);
    expect(mail).toMatchObject({ subject: message().subject, text: message().text, html: message().html });
    expect(Buffer.from(mail?.attachments[0]?.base64 ?? "", "base64").toString()).toBe('{"posts":[]}');
    expect(await outboxIn(folder).read("../outbox")).toBeNull();
    expect(JSON.parse(await readFile(join(folder, `${message().key}.json`), "utf8"))).toEqual(mail);
    await rm(folder, { recursive: true });
  });
});
