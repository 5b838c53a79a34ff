import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { type Recording, recordAction, replay } from "../support/recording";
import { bodiesOf } from "../support/scene";
import { expect, test } from "../support/test";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

test("a browser that was signed out from another one is out", { tag: "@plain" }, async ({
  member,
  person,
}) => {
  const account = await member("ana");
  const desk = await person(account);
  const phone = await person(account, undefined, { userAgent: FIREFOX });
  await phone.page.goto("/explore");
  await expect(phone.page).toHaveURL("/explore");

  await desk.page.goto("/settings/sessions");
  const main = desk.page.getByRole("main");
  await expect(main.getByText("This browser")).toHaveCount(1);
  await expect(main.getByRole("button", { name: /^End the session in/ })).toHaveCount(1);
  await main.getByRole("button", { name: "End the session in Firefox · Linux" }).click();
  await expect(main.getByText("The session has been ended.")).toBeVisible();
  await expect(main.getByRole("button", { name: /^End the session in/ })).toHaveCount(0);

  await phone.page.goto("/explore");
  await expect(phone.page).toHaveURL("/auth/login?next=%2Fexplore");
  await desk.page.goto("/explore");
  await expect(desk.page).toHaveURL("/explore");
});

test("all others can be ended at once", { tag: "@plain" }, async ({ member, person, db }) => {
  const account = await member("ana");
  const { page } = await person(account);
  for (let others = 0; others < 3; others += 1) await person(account);
  await page.goto("/settings/sessions");
  await page.getByRole("button", { name: "End all other sessions" }).click();
  await expect(page.getByText("All other sessions have been ended.")).toBeVisible();
  expect(await db.execute(`select from sessions where user_id = ${account.id}`)).toHaveLength(1);
});

/** What a browser with the cookie of `request` gets, surface by surface. */
async function surfaces(request: APIRequestContext, action: Recording, key: string, say: string) {
  const page = await request.get("/", { maxRedirects: 0 });
  const data = await request.get("/", { headers: { rsc: "1" } });
  const session = await request.get("/api/auth/session");
  const scripted = await replay(request, action, { words: { "first words": say, [key]: randomUUID() } });
  return {
    page: page.headers().location ?? page.status(),
    "data for a script": (await data.text()).includes("first words"),
    "session of next-auth": await session.json(),
    action: scripted.headers()["x-action-redirect"]?.split(";")[0],
  };
}

test("an ended session is over on every surface", async ({ person, db }) => {
  const ana = await person("ana");
  const { page, context } = ana;
  await page.goto("/");
  const key = await page.locator('main input[name="key"]').inputValue();
  const action = await recordAction(page, async () => {
    await page.getByLabel("Say something").fill("first words");
    await page.getByRole("button", { name: "Submit" }).click();
  });
  await expect(page.getByText("Your post is now live!")).toBeVisible();

  expect(await surfaces(context.request, action, key, "other words")).toEqual({
    page: 200,
    "data for a script": true,
    "session of next-auth": { user: { name: ana.username } },
    action: "/",
  });
  await db.execute(`delete from sessions where user_id = ${ana.id}`);
  expect(await surfaces(context.request, action, key, "third words")).toEqual({
    page: "/auth/login?next=%2F",
    "data for a script": false,
    "session of next-auth": {},
    action: "/auth/login?next=%2F",
  });
  expect(await bodiesOf(db, ana)).toEqual(["other words", "first words"]);
});
