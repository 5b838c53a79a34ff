import type { APIRequestContext } from "@playwright/test";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { env } from "@/lib/env";
import { formsOf } from "../support/form";
import { recordAction, replay } from "../support/recording";
import { bodiesOf, letFollow, write } from "../support/scene";
import { expect, test } from "../support/test";

const EVIL = "https://evil.example";
/** A recorded request without the marks of where it came from. */
const BARE = { origin: "", "sec-fetch-site": "", "sec-fetch-mode": "", "sec-fetch-dest": "", referer: "" };

/** What another site, or somebody between, can make of a browser's request. */
const FORGERIES: Record<string, Record<string, string>> = {
  "another origin": { origin: EVIL },
  "another origin that claims to be ours": { origin: EVIL, "sec-fetch-site": "same-origin" },
  "no origin": {},
  "no origin, from another site": { "sec-fetch-site": "cross-site" },
  "no origin, from a neighbour": { "sec-fetch-site": "same-site" },
  "a null origin": { origin: "null" },
  "a null origin, from another site": { origin: "null", "sec-fetch-site": "cross-site" },
  "our origin, from another site": { origin: env.appUrl, "sec-fetch-site": "cross-site" },
  "a look-alike": { origin: `${env.appUrl}.evil.example` },
  "our name by https": { origin: env.appUrl.replace("http:", "https:") },
  "a forwarded host": { origin: EVIL, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
  "a host of its own": { origin: EVIL, host: "evil.example" },
  "plain text": { origin: EVIL, "content-type": "text/plain" },
};

/** All that a forged request could have changed for a person. */
async function belongings(db: Database, { id }: { id: number }) {
  const [row] = await db.execute(sql`
    select username, display_name, about_me, locale, time_zone, theme, email, password_hash,
      (select json_agg(body order by p.id) from posts p where author_id = u.id) as posts,
      (select json_agg(followee_id) from follows where follower_id = u.id) as follows,
      (select json_agg(id_hash order by id_hash) from sessions where user_id = u.id) as sessions,
      (select count(*)::int from api_tokens where user_id = u.id) as tokens
    from users u where id = ${id}`);
  return row;
}

/** Sends every form of the pages in every forged way; none may be taken. */
async function forgeAll(request: APIRequestContext, paths: string[]): Promise<number> {
  const known = new Set<string>();
  for (const path of paths) {
    const forms = formsOf(await (await request.get(path)).text());
    for (const form of forms.filter((fields) => !known.has(JSON.stringify(fields)))) {
      known.add(JSON.stringify(form));
      for (const [name, headers] of Object.entries(FORGERIES)) {
        const answer = await request.post(path, { headers, multipart: filledIn(form), maxRedirects: 0 });
        expect(answer.status(), `${name} to ${path}: ${JSON.stringify(form)}`).toBe(403);
        expect(answer.headers()["set-cookie"]).toBeUndefined();
      }
    }
  }
  return known.size;
}

/** What a forger would put where a person types. */
const filledIn = (form: Record<string, string>) =>
  Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value || "forged"]));

test("no form of a member's pages can be sent from elsewhere", async ({ person, member, db }) => {
  test.slow();
  const ana = await person("ana");
  await person(ana);
  const [bo, cleo] = [await member("bo"), await member("cleo")];
  await write(ana, "mine");
  await write(bo, "not mine");
  await letFollow(ana, bo);
  const before = await belongings(db, ana);
  const paths = ["/", "/explore", `/user/${bo.username}`, `/user/${cleo.username}`, "/edit-profile"];
  const settings = ["/settings/account", "/settings/sessions", "/settings/tokens"];
  expect(await forgeAll(ana.context.request, [...paths, ...settings])).toBeGreaterThan(12);
  expect(await belongings(db, ana)).toEqual(before);
});

test("nor one of a guest's", async ({ browse, db }) => {
  const { context } = await browse();
  expect(
    await forgeAll(context.request, ["/auth/login", "/auth/register", "/auth/reset-password", "/nowhere"]),
  ).toBeGreaterThan(3);
  expect(await context.cookies()).toEqual([]);
  expect(await db.execute(sql`select from users where username = 'forged'`)).toHaveLength(0);
});

test("what a script sends cannot come from elsewhere either", async ({ person, db }) => {
  const ana = await person("ana");
  const { page, context } = ana;
  await page.goto("/");
  const recording = await recordAction(page, async () => {
    await page.getByLabel("Say something").fill("first words");
    await page.getByRole("button", { name: "Submit" }).click();
  });
  await expect(page.getByRole("article")).toHaveCount(1);
  for (const [name, headers] of Object.entries(FORGERIES)) {
    const words = { "first words": "other words" };
    const answer = await replay(context.request, recording, { headers: { ...BARE, ...headers }, words });
    expect(answer.status(), name).toBe(403);
  }
  expect(await bodiesOf(db, ana)).toEqual(["first words"]);
});

test("next-auth's own addresses refuse the same", async ({ person, member, browse, db }) => {
  const ana = await person("ana");
  const bo = await member("bo");
  const guest = await browse();
  const { csrfToken } = await (await guest.context.request.get("/api/auth/csrf")).json();
  const before = await belongings(db, ana);
  const credentials = { csrfToken, identifier: bo.username, password: bo.password };
  for (const [name, headers] of Object.entries(FORGERIES)) {
    for (const path of ["signout", "callback/credentials", "signin/credentials", "_log", "session"]) {
      for (const { request } of [ana.context, guest.context]) {
        const answer = await request.post(`/api/auth/${path}`, {
          headers,
          form: credentials,
          maxRedirects: 0,
        });
        expect(answer.status(), `${name} to ${path}`).toBe(403);
      }
    }
  }
  expect(await belongings(db, ana)).toEqual(before);
  expect((await guest.context.cookies()).map(({ name }) => name)).not.toContain("mb.session");
  expect((await ana.page.goto("/settings/sessions"))?.status()).toBe(200);
});
