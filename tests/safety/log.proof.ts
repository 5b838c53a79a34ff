import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { ask, type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const CANARY = "canary7f3a9c";
const PASSWORD = `${CANARY}-password`;
const NEW_PASSWORD = `${CANARY}-another`;

const fresh = freshDatabase({ max: 5 });
let folder: string;
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "log-"));
  fake = await startProviders();
  server = await builtServer({
    DATABASE_URL: fresh.url,
    RESEND_API_KEY: `re_${CANARY}`,
    RESEND_BASE_URL: fake.url,
    LOG_LEVEL: "debug",
    LOG_FILE: join(folder, "site.log"),
  });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
  await rm(folder, { recursive: true });
});

/** Sends a form of a page with a canary in every field. */
async function submit(path: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const url = server.url + path;
  const hidden = await hiddenOn(url, Object.keys(fields)[0] ?? "", headers);
  return post(url, { ...hidden, ...fields }, headers);
}

const cookieOf = (headers: { "set-cookie"?: string[] }) =>
  (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";", 1)[0]).join("; ");

it("keeps what people typed, and every secret, out of the log", async () => {
  const email = `${CANARY}@example.org`;
  await submit("/auth/register", {
    username: "innocent",
    email,
    password: PASSWORD,
    passwordAgain: PASSWORD,
  });
  await submit("/auth/login", { identifier: CANARY, password: CANARY });
  const entered = await submit("/auth/login", { identifier: email, password: PASSWORD });
  expect(entered.status).toBe(303);
  const cookie = cookieOf(entered.headers);
  await submit("/", { body: `${CANARY} in a post` }, { cookie });
  await submit("/edit-profile", { username: "innocent", displayName: CANARY, aboutMe: CANARY }, { cookie });
  await submit("/settings/account", { email: `${CANARY}2@example.org`, currentPassword: CANARY }, { cookie });
  await ask(`${server.url}/search?q=${CANARY}`, { headers: { cookie, referer: `http://x/${CANARY}` } });
  await ask(`${server.url}/${CANARY}/%0a%7b%22level%22`, { headers: { "user-agent": CANARY } });
  await ask(`${server.url}/user/${CANARY}?next=${CANARY}`, { headers: { cookie: `x=${CANARY}` } });
  await ask(`${server.url}/api/${CANARY}`, { headers: { authorization: `Bearer ${CANARY}` } });
  await ask(`${server.url}/auth/reset-password/${CANARY}`);
  await post(`${server.url}/auth/login`, { $ACTION_ID_x: CANARY }, { "next-action": CANARY });
  await submit("/auth/reset-password", { email });
  await vi.waitFor(() => expect(fake.mails.some(({ subject }) => subject.includes("Reset"))).toBe(true), {
    timeout: 15_000,
  });
  const [secret = ""] =
    /[\w-]{43}/.exec(fake.mails.find(({ subject }) => subject.includes("Reset"))?.text ?? "") ?? [];
  expect(secret).toHaveLength(43);
  const followed = await ask(`${server.url}/auth/reset-password/${secret}`);
  const reset = await submit(
    "/auth/reset-password/new",
    { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD },
    { cookie: cookieOf(followed.headers) },
  );
  expect(reset.headers.location).toBe("/auth/login");

  await vi.waitFor(() => expect(server.output()).toContain('"kind":"passwords.tellChanged"'), {
    timeout: 15_000,
  });
  const log = server.output();
  const session = /mb\.session=([^;]+)/.exec(cookie)?.[1] ?? "no session";
  for (const word of [CANARY, secret, session]) expect(log).not.toContain(word);
  expect(await readFile(join(folder, "site.log"), "utf8")).not.toContain(CANARY);

  const lines = log.split("\n").filter((line) => line.startsWith("{"));
  const requests = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === "request");
  expect(requests.length).toBeGreaterThan(20);
  expect(requests.every(({ requestId, status, ms }) => requestId && status && ms >= 0)).toBe(true);
  expect(requests.some(({ route, viewerId }) => route === "/edit-profile" && viewerId > 0)).toBe(true);
  note("K4", "a canary in every field: in no line of the log", `0 of ${lines.length} lines`);
});

it("says whether it is ready, and why not", async () => {
  await vi.waitFor(
    async () => {
      const { status, body } = await ask(`${server.url}/readyz`);
      expect([status, JSON.parse(body)]).toEqual([
        200,
        { status: "UP", checks: { database: "ok", migrations: "ok", jobs: "ok" } },
      ]);
    },
    { timeout: 15_000 },
  );
});
