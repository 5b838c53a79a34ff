import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { type Mode, type Providers, startProviders } from "../support/fakes/providers";
import { median, note } from "../support/figures";
import { member } from "../support/members";
import { ask, type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const PAGE = "/auth/reset-password";

const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;
let form: Record<string, string>;

const request = (email: string, headers: Record<string, string> = {}) =>
  post(server.url + PAGE, { ...form, email }, headers);
const mailsTo = (email: string) => fake.mails.filter(({ to }) => to[0] === email);

beforeAll(async () => {
  fake = await startProviders();
  server = await builtServer({
    DATABASE_URL: fresh.url,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
  });
  await server.start();
  form = await hiddenOn(server.url + PAGE, "email");
  await member(fresh.db, "ann");
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

describe("asking for a new password", () => {
  it("puts the configured address into the mail, whatever the request calls the site", async () => {
    await member(fresh.db, "host");
    const host = new URL(server.url).host;
    const forged = { host: "evil.example", "x-forwarded-host": "evil.example", origin: server.url };
    const before = mailsTo("host@example.org").length;
    await request("host@example.org", forged);
    await request("host@example.org", { "x-forwarded-host": host, forwarded: "host=evil.example" });
    await vi.waitFor(() => expect(mailsTo("host@example.org").length).toBeGreaterThan(before), {
      timeout: 10_000,
    });
    for (const { text, html } of mailsTo("host@example.org")) {
      expect(text + html).toContain(`${server.url}/auth/`);
      expect(text + html).not.toContain("evil");
    }
    note("F5", "a forged Host in a mail: never", `0 of ${mailsTo("host@example.org").length} mails`);
  });

  it("moves the secret out of the address and does not use it up", async () => {
    await member(fresh.db, "link");
    await request("link@example.org");
    const isReset = ({ subject }: { subject: string }) => subject.includes("Reset");
    await vi.waitFor(() => expect(mailsTo("link@example.org").filter(isReset)).toHaveLength(1), {
      timeout: 10_000,
    });
    const link = /http\S+/.exec(mailsTo("link@example.org").find(isReset)?.text ?? "")?.[0] ?? "";
    for (let look = 0; look < 3; look += 1) {
      const answer = await ask(link);
      expect(answer.headers.location).toBe("/auth/reset-password/new");
      expect(answer.headers["set-cookie"]?.[0]).toMatch(/HttpOnly/i);
      const [cookie = ""] = answer.headers["set-cookie"]?.[0]?.split(";") ?? [];
      const page = await ask(`${server.url}/auth/reset-password/new`, { headers: { cookie } });
      expect(page.body).toContain('name="passwordAgain"');
      expect(page.headers["cache-control"]).toContain("no-store");
    }
    expect((await ask(`${server.url}/auth/reset_password/abc`)).headers.location).toBe(
      "/auth/reset-password/abc",
    );
  });

  it.each(["500", "429", "hang", "reset", "accept-then-reset"] as Mode[])(
    "is no slower while the provider answers %s, and every mail arrives once afterwards",
    async (mode) => {
      const names = Array.from({ length: 8 }, (_, index) => `m${mode.replaceAll(/\W/g, "")}${index}`);
      for (const name of names) await member(fresh.db, name);
      await vi.waitFor(() => expect(mailsTo(`${names.at(-1)}@example.org`)).toHaveLength(1), {
        timeout: 20_000,
      });
      fake.mode = mode;
      fake.retryAfterSeconds = 4;
      const from = fake.calls.length;
      const times: number[] = [];
      for (const name of names) times.push((await request(`${name}@example.org`)).ms);
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      const tries = fake.calls.slice(from);
      fake.mode = "ok";
      const recoveredAt = performance.now();
      await vi.waitFor(
        () => expect(names.map((name) => mailsTo(`${name}@example.org`).length)).toEqual(names.map(() => 2)),
        {
          timeout: 60_000,
        },
      );
      const seconds = (performance.now() - recoveredAt) / 1_000;
      const gaps = tries.slice(1).map(({ at }, index) => at - (tries[index]?.at ?? 0));
      const waits = gaps.filter((gap) => gap > 1_000).map((gap) => (gap / 1_000).toFixed(1));
      note("B3", `mail ${mode}: a reset is asked for ≤ 500 ms`, `median ${median(times).toFixed(0)} ms`);
      note(
        "A7",
        `mail ${mode}: all there ≤ 60 s after`,
        `${seconds.toFixed(1)} s, ${tries.length} tries before`,
      );
      if (mode === "429") note("B5", "Retry-After of 4 s: never sooner", `waits of ${waits} s`);
      if (mode === "accept-then-reset") note("A8", "answer lost after acceptance: one mail", "1 each");
      expect(median(times)).toBeLessThan(500);
      if (mode === "429") expect(gaps.filter((gap) => gap > 500 && gap < 3_900)).toEqual([]);
    },
  );
});
