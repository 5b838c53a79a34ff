import { readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answered, type BuiltFolder, builtFolder } from "../support/built-folder";
import { bare, launch } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { type SmtpServer, startSmtp } from "../support/fakes/smtp";
import { type FreshCopy, freshCopy } from "../support/fresh-copy";
import { arrives, goesUpBy, goingUp } from "../support/going-up";
import { ask } from "../support/server";
import { canRunUnit, runUnit, runUnitOfClone } from "../support/unit";

const APP_URL = "https://microblog.example.org";
const AUTH_SECRET = "3f9a1c5e7b2d8046af31ce57b92d8046";
const site = goingUp();
let copy: FreshCopy;
let folder: BuiltFolder;
beforeAll(async () => {
  copy = freshCopy();
  folder = await builtFolder();
}, 120_000);
afterAll(async () => {
  await copy?.remove();
  await folder?.remove();
});

describe("a site for everybody", () => {
  const fresh = freshDatabase({ max: 2, isEmpty: true });
  let smtp: SmtpServer;
  beforeAll(async () => {
    smtp = await startSmtp();
  });
  afterAll(() => smtp?.close());

  it.runIf(canRunUnit())("goes up from a clone by the line that its service is given", async () => {
    const settings = site.documented({
      ...{ APP_URL, AUTH_SECRET, DATA_DIR: "/var/lib/microblog", SMTP_URL: smtp.url, TRUST_PROXY_HOPS: "1" },
    });
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(`${copy.path}/.env`, lines.join(""));
    await answered(`${site.url}/readyz`, site.keep(runUnitOfClone(copy.path)), 240_000);
    await site.join("fay", APP_URL);
    await arrives(() => smtp.mails.flatMap(({ to }) => to).join(), "fay@example.org");
    goesUpBy("the service of a clone");
    await rm(`${copy.path}/.env`);
  });

  it.runIf(canRunUnit())(
    "goes up from a release by the line of the service, as a user who may write nowhere else",
    async () => {
      const settings = site.documented({
        ...{ APP_URL, AUTH_SECRET, DATABASE_URL: fresh.url, SMTP_URL: smtp.url, TRUST_PROXY_HOPS: "1" },
      });
      await answered(`${site.url}/readyz`, site.keep(runUnit(folder.path, settings)));
      await site.join("dora", APP_URL);
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
    const settings = site.documented({
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
    await answered(`${site.url}/healthz`, site.keep(server));
    await site.join("eve", APP_URL);
    expect(fake.mails).toEqual([]);
    const headers = { authorization: `Bearer ${settings.CRON_SECRET}`, host: new URL(APP_URL).host };
    expect((await ask(site.url + crons[0].path, { headers })).status).toBe(200);
    expect(fake.mails.flatMap(({ to }) => to)).toEqual(["eve@example.org"]);
    goesUpBy("a platform where no process lasts");
  });
});
