import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { answered, type BuiltFolder, builtFolder, endNow, freePort } from "../support/built-folder";
import { bare, launch, type Running } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { type SmtpServer, startSmtp } from "../support/fakes/smtp";
import { note } from "../support/figures";
import { type FreshCopy, freshCopy } from "../support/fresh-copy";
import { PASSWORD } from "../support/members";
import { ask, hiddenOn, post } from "../support/server";
import { canRunUnit, runUnit, runUnitOfClone } from "../support/unit";

const GUIDE = readFileSync("docs/deploy.md", "utf8");
const APP_URL = "https://microblog.example.org";
const AUTH_SECRET = "3f9a1c5e7b2d8046af31ce57b92d8046";
const running: Running[] = [];
let copy: FreshCopy;
let folder: BuiltFolder;
let port: string;
let url: string;

beforeAll(async () => {
  copy = freshCopy();
  folder = await builtFolder();
  port = String(await freePort());
  url = `http://127.0.0.1:${port}`;
}, 120_000);
afterEach(async () => {
  for (const one of running.splice(0)) {
    one.child.kill("SIGTERM");
    const late = setTimeout(() => endNow(one), 15_000);
    await one.ended;
    clearTimeout(late);
  }
});
afterAll(async () => {
  await copy?.remove();
  await folder?.remove();
});

const keep = (one: Running): Running => {
  running.push(one);
  return one;
};

/** What the guide asks for, and nothing that it does not name; PORT lets it stand beside other copies. */
function documented(env: Record<string, string>): Record<string, string> {
  for (const name of Object.keys(env)) expect(GUIDE, name).toContain(name);
  return { ...env, PORT: port };
}

/** Somebody joins by the pages: schema, secret, forms and the enqueuing of jobs have to work for that. */
async function join(username: string, origin = url): Promise<void> {
  const page = `${url}/auth/register`;
  const headers = {
    host: new URL(origin).host,
    "x-forwarded-for": "192.0.2.1",
    "x-forwarded-proto": "https",
  };
  const hidden = await hiddenOn(page, "username", headers);
  const account = { username, email: `${username}@example.org`, password: PASSWORD, passwordAgain: PASSWORD };
  const answer = await post(page, { ...hidden, ...account }, { ...headers, origin });
  expect(answer.status, answer.body.slice(0, 500)).toBe(303);
  expect(answer.headers.location).toContain("/auth/login");
}

const goesUpBy = (way: string) =>
  note("M1", `a fresh copy goes up by ${way}`, "somebody joined and got the mail");

const mailbox = async () => (await ask(`${url}/dev/mailbox`)).body;
const arrives = (read: () => unknown, what: string) =>
  vi.waitFor(async () => expect(await read()).toContain(what), { timeout: 20_000 });

describe("a fresh copy of the repository, with nothing set", () => {
  it.each([
    ["npm start", ["start"], "ann"],
    ["npm run dev", ["run", "dev"], "bea"],
  ])("goes up by %s", async (way, words, username) => {
    await answered(`${url}/readyz`, keep(copy.npm(words, { PORT: port })), 240_000);
    await join(username);
    await arrives(mailbox, `${username}@example.org`);
    goesUpBy(way);
  });

  it("serves pages alone, with the jobs done by npm run worker", async () => {
    const server = keep(copy.npm(["start"], documented({ JOBS: "off" })));
    await answered(`${url}/healthz`, server, 240_000);
    await join("cleo");
    expect(await mailbox()).not.toContain("cleo@example.org");
    keep(copy.npm(["run", "worker"], documented({ JOBS: "off" })));
    await answered(`${url}/readyz`, server);
    await arrives(mailbox, "cleo@example.org");
    goesUpBy("npm start with JOBS=off, and npm run worker");
  });
});

describe("a site for everybody", () => {
  const fresh = freshDatabase({ max: 2, isEmpty: true });
  let smtp: SmtpServer;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  afterAll(() => smtp?.close());

  it.runIf(canRunUnit())("goes up from a clone by the line that its service is given", async () => {
    const settings = documented({
      ...{ APP_URL, AUTH_SECRET, DATA_DIR: "/var/lib/microblog", SMTP_URL: smtp.url, TRUST_PROXY_HOPS: "1" },
    });
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(`${copy.path}/.env`, lines.join(""));
    await answered(`${url}/readyz`, keep(runUnitOfClone(copy.path)), 240_000);
    await join("fay", APP_URL);
    await arrives(() => smtp.mails.flatMap(({ to }) => to).join(), "fay@example.org");
    goesUpBy("the service of a clone");
    await rm(`${copy.path}/.env`);
  });

  it.runIf(canRunUnit())(
    "goes up from a release by the line of the service, as a user who may write nowhere else",
    async () => {
      const settings = documented({
        ...{ APP_URL, AUTH_SECRET, DATABASE_URL: fresh.url, SMTP_URL: smtp.url, TRUST_PROXY_HOPS: "1" },
      });
      await answered(`${url}/readyz`, keep(runUnit(folder.path, settings)));
      await join("dora", APP_URL);
      await arrives(() => smtp.mails.flatMap(({ to }) => to).join(), "dora@example.org");
      const line = "/usr/bin/node /srv/microblog/current/microblog.mjs microblog doctor";
      const { code, said } = await runUnit(folder.path, settings, line).ended;
      expect(code, said).toBe(0);
      goesUpBy("the service of a release");
    },
  );
});

describe("a copy where no process lasts", () => {
  const fresh = freshDatabase({ max: 2, isEmpty: true });
  let fake: Providers;
  beforeAll(async () => {
    fake = await startProviders();
  });
  afterAll(() => fake?.close());

  it("migrates as the platform is told to, and does its jobs when the clock calls", async () => {
    const settings = documented({
      ...{ APP_URL, AUTH_SECRET, DATABASE_URL: fresh.url, DATABASE_DIRECT_URL: fresh.url },
      ...{ DATABASE_PREPARE: "off", DATABASE_POOL_MAX: "3", TRUST_PROXY_HOPS: "1" },
      ...{ RESEND_API_KEY: "re_key", MAIL_FROM: "no-reply@example.org" },
      ...{ JOBS: "cron", CRON_SECRET: AUTH_SECRET.toUpperCase() },
    });
    const { buildCommand, crons } = JSON.parse(readFileSync("vercel.json", "utf8"));
    const [migrate, build] = buildCommand.split(" && ");
    expect([migrate, build]).toEqual(["npm run migrate", "next build"]);
    const migrated = await copy.npm(migrate.split(" ").slice(1), settings).ended;
    expect(migrated.code, migrated.said).toBe(0);
    // The one thing that is not as on the platform: who takes the mails.
    const environment = bare({ ...settings, RESEND_BASE_URL: fake.url, HOSTNAME: "127.0.0.1" });
    const server = launch([process.execPath, `${folder.path}/server.js`], environment, "/");
    await answered(`${url}/healthz`, keep(server));
    await join("eve", APP_URL);
    expect(fake.mails).toEqual([]);
    const headers = { authorization: `Bearer ${settings.CRON_SECRET}`, host: new URL(APP_URL).host };
    expect((await ask(url + crons[0].path, { headers })).status).toBe(200);
    expect(fake.mails.flatMap(({ to }) => to)).toEqual(["eve@example.org"]);
    goesUpBy("a platform where no process lasts");
  });
});
