import { createHmac } from "node:crypto";
import { InngestTestEngine } from "@inngest/test";
import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Database } from "@/db/connection";
import { inngestClient, jobFunction, jobFunctions } from "@/lib/jobs/inngest";
import { eventOf, type Job } from "@/lib/jobs/schema";
import { TemporaryFailure } from "@/lib/ports/contracts";
import { useDatabase } from "../support/database";
import { mailCatcher, mailsOf } from "../support/jobs";
import { member } from "../support/members";

const client = inngestClient({ isDev: true });
const envelope = (job: Job) => ({
  id: "3f9a1c5e-7b2d-4046-8f31-ce57b92d8046",
  requestedAt: new Date().toISOString(),
  postponements: 0,
  job,
});

describe("a job run by Inngest", () => {
  const database = useDatabase();
  const db = () => database.db as unknown as Database;
  const engine = (job: Job, mail = mailCatcher()) => {
    const { name, data } = eventOf(envelope(job));
    const run = jobFunction(client, job.kind, db(), { mail });
    return new InngestTestEngine({ function: run as never, events: [{ name, data }] });
  };

  it("does what the local runner does, with the mail as a step of its own", async () => {
    const ann = await member(database.db, "ann");
    await mailsOf(database.db);
    const mail = mailCatcher();
    const tested = engine({ kind: "passwords.tellChanged", userId: ann.id, locale: "en" }, mail);
    const { error } = await tested.execute();
    expect(error).toBeUndefined();
    expect(mail.sent).toMatchObject([{ to: ann.email, key: envelope({ kind: "limits.purge" }).id }]);
  });

  it("sleeps while the provider is not to be reached, instead of failing", async () => {
    const ann = await member(database.db, "ann");
    const mail = mailCatcher();
    mail.send = async () => {
      throw new TemporaryFailure("down", 5);
    };
    const tested = engine({ kind: "passwords.tellChanged", userId: ann.id, locale: "en" }, mail);
    const { step } = await tested.executeStep("wait for mail 0");
    expect(step.op).toBe("Sleep");
  });

  it("belongs to a person, whose jobs run one after the other", () => {
    const job = { kind: "passwords.tellChanged", userId: 7, locale: "en" } as const;
    expect(eventOf(envelope(job)).data.person).toBe("7");
    const [{ opts }] = [jobFunction(client, job.kind, db(), { mail: mailCatcher() })];
    expect(opts.concurrency).toEqual({ key: "event.data.person", limit: 1 });
  });
});

describe("/api/inngest", () => {
  const database = useDatabase();
  afterEach(() => vi.unstubAllEnvs());
  const KEY = `signkey-prod-${"ab".repeat(32)}`;

  const call = (change: {
    body?: object;
    time?: number;
    key?: string;
    unsigned?: boolean;
    method?: string;
  }) => {
    vi.stubEnv("INNGEST_SIGNING_KEY", KEY);
    const cloud = inngestClient({ isDev: false, eventKey: "key" });
    const functions = jobFunctions(cloud, database.db as unknown as Database, { mail: mailCatcher() });
    const handlers = serve({ client: cloud, functions, serveOrigin: "https://microblog.example.org" });
    const body = JSON.stringify(change.body ?? { ctx: {}, event: {}, events: [], steps: {} });
    const time = change.time ?? Math.floor(Date.now() / 1_000);
    const key = (change.key ?? KEY).replace(/^signkey-\w+-/, "");
    const mark = createHmac("sha256", key).update(body).update(String(time)).digest("hex");
    const method = change.method ?? "POST";
    const request = new Request(
      "https://microblog.example.org/api/inngest?fnId=microblog-limits.purge&stepId=step",
      {
        method,
        headers: change.unsigned ? {} : { "x-inngest-signature": `t=${time}&s=${mark}` },
        body: method === "GET" ? undefined : body,
      },
    );
    return handlers[method as "GET" | "POST"](request as NextRequest, {});
  };

  it.each([
    ["unsigned", { unsigned: true }],
    ["wrongly signed", { key: `signkey-prod-${"cd".repeat(32)}` }],
    ["an hour old", { time: Math.floor(Date.now() / 1_000) - 3_600 }],
  ])("refuses a call that is %s", async (_, change) => {
    const answer = await call(change);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain(KEY.slice(13));
  });

  it("takes one that is rightly signed", async () => {
    expect((await call({})).status).not.toBe(401);
  });

  it("tells strangers nothing of the environment", async () => {
    vi.stubEnv("MICROBLOG_CANARY", "canary-7f3a");
    const answer = await call({ method: "GET", unsigned: true });
    const text = await answer.text();
    expect(text).not.toContain("canary-7f3a");
    expect(text).not.toContain(KEY.slice(13));
  });
});
