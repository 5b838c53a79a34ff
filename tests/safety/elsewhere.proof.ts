import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { startExport } from "@/lib/exports/mutations";
import { ownExports } from "@/lib/exports/queries";
import { enqueue } from "@/lib/jobs/enqueue";
import { publish } from "@/lib/posts/mutations";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { member } from "../support/members";
import { ask, type BuiltServer, builtServer } from "../support/server";

const fresh = freshDatabase({ max: 5 });
const anyone = () => ({ db: fresh.db, viewer: null });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
});
afterEach(() => server.kill("SIGKILL"));
afterAll(() => fake.close());

const serve = async (env: Record<string, string>) => {
  server = await builtServer({
    DATABASE_URL: fresh.url,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
    ...env,
  });
  await server.start();
};

describe("a site that hands its jobs to Inngest", () => {
  const inngest = () => ({
    INNGEST_EVENT_KEY: "key",
    INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(32)}`,
    INNGEST_BASE_URL: fake.url,
  });

  it("relays each job once under its own id, also when the answer is lost", async () => {
    fake.mode = "accept-then-reset";
    await serve(inngest());
    const id = await enqueue(anyone(), { kind: "limits.purge" });
    await vi.waitFor(() => expect(fake.events.map((event) => event.id)).toContain(id), { timeout: 15_000 });
    fake.mode = "ok";
    await vi.waitFor(() => expect(server.output()).toContain(`"kind":"limits.purge","jobId":"${id}"`), {
      timeout: 30_000,
    });
    const relayed = fake.events.filter((event) => event.id === id);
    note("B4", "handed over, and the answer lost: one event", `${relayed.length}`);
    expect(relayed).toHaveLength(1);
  });

  it("answers Inngest only, and tells strangers nothing", async () => {
    await serve({ ...inngest(), MICROBLOG_CANARY: "canary7f3a9c" });
    const address = `${server.url}/api/inngest`;
    const headers = { "content-type": "application/json" };
    const call = `${address}?fnId=microblog-limits.purge&stepId=step`;
    expect((await ask(call, { method: "POST", headers, body: "{}" })).status).toBe(401);
    // Anybody may ask the site to make itself known to its own Inngest; nobody learns anything by it.
    const known = await ask(address, { method: "PUT", headers, body: "{}" });
    expect(known.body).not.toMatch(/canary7f3a9c|abab/);
    expect((await ask(address)).body).not.toMatch(/canary7f3a9c|abab|DATABASE|AUTH_SECRET/);
    expect((await ask(address, { method: "DELETE" })).status).toBe(405);
    note("B6", "/api/inngest: unsigned refused, nothing of the environment told", "401, DELETE 405");
  });
});

describe("a site without a lasting process", () => {
  it("does what is due when the clock calls, and only then", async () => {
    const token = "a-clock-that-nobody-else-can-imitate-42";
    await serve({ JOBS: "cron", CRON_SECRET: token });
    const address = `${server.url}/api/cron`;
    await member(fresh.db, "ann");
    expect((await ask(address)).status).toBe(401);
    expect((await ask(address, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
    expect(fake.mails).toHaveLength(0);
    const called = await ask(address, { headers: { authorization: `Bearer ${token}` } });
    expect(called.status).toBe(200);
    expect(JSON.parse(called.body).done).toBeGreaterThan(5);
    expect(fake.mails.map(({ to }) => to[0])).toEqual(["ann@example.org"]);
    const again = await ask(address, { headers: { authorization: `Bearer ${token}` } });
    expect(JSON.parse(again.body)).toEqual({ done: 0 });
    note("B4", "JOBS=cron: done when the clock calls, and once", `${JSON.parse(called.body).done}, then 0`);
  });

  it("makes an export, keeps it for its owner and mails it, by the clock alone", async () => {
    const token = "a-clock-that-nobody-else-can-imitate-42";
    await serve({ JOBS: "cron", CRON_SECRET: token });
    const bob = await member(fresh.db, "bob");
    await publish(bob.ctx, { body: "what is to be exported", key: "one" });
    await startExport(bob.ctx, "en");
    const isExport = ({ to, subject }: { to: string[]; subject: string }) =>
      to[0] === bob.email && subject.includes("posts");
    expect(fake.mails.filter(isExport)).toHaveLength(0);
    expect((await ownExports(bob.ctx))[0]?.state).toBe("running");
    const call = { headers: { authorization: `Bearer ${token}` } };
    expect((await ask(`${server.url}/api/cron`, call)).status, server.output()).toBe(200);
    expect(fake.mails.filter(isExport)).toHaveLength(1);
    expect((await ownExports(bob.ctx))[0]).toMatchObject({ state: "done", file: { postCount: 1 } });
    // Nothing is left over that would need a process to stay.
    expect(server.output()).not.toContain("runner-started");
    expect(JSON.parse((await ask(`${server.url}/readyz`)).body)).toMatchObject({ status: "UP" });
  });

  it("has no such address where a runner works", async () => {
    await serve({});
    expect((await ask(`${server.url}/api/cron`)).status).toBe(404);
    expect((await ask(`${server.url}/api/inngest`)).status).toBe(404);
  });
});
