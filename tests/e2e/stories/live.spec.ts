import type { Page, Request } from "@playwright/test";
import { send } from "@/lib/inbox/mutations";
import type { Member } from "../support/member";
import { letFollow, write } from "../support/scene";
import { expect, test } from "../support/test";

const message = (from: Member, to: Member, text: string) =>
  send(from.ctx, { recipientId: to.id, message: text, key: crypto.randomUUID() });

const badgeOf = (page: Page) => page.getByRole("navigation", { name: "Main" }).first().locator(".badge");

/** When the page has asked for its stream and got the first words of it. */
const streaming = (page: Page) => page.waitForResponse(/\/notifications\/stream/);

/** Lets a background tab be one, and come back. */
const setVisibility = (page: Page, state: "visible" | "hidden") =>
  page.evaluate((state) => {
    Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

test("a message shows within a second in every open tab, and so does reading it", async ({ person }) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  const tab = await bo.context.newPage();
  for (const page of [bo.page, tab]) await Promise.all([streaming(page), page.goto("/explore")]);

  await ana.page.goto(`/send-message/${bo.username}`);
  await ana.page.getByRole("textbox", { name: "Message" }).fill("Look here");
  await ana.page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(ana.page.getByText("Your message has been sent.")).toBeVisible();
  for (const page of [bo.page, tab]) await expect(badgeOf(page)).toContainText("1", { timeout: 1_000 });

  await bo.page.goto("/messages");
  await expect(badgeOf(tab)).toBeHidden({ timeout: 1_000 });
});

test("with the stream blocked a message shows within ten seconds", async ({ person }) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  bo.watch.tolerate(/notifications\/stream/);
  await bo.page.route(/\/notifications\/stream/, (route) => route.abort());
  await bo.page.clock.install();
  const asked = bo.page.waitForResponse(/\/notifications\?since=/);
  await bo.page.goto("/explore");
  await asked;
  await message(ana, bo, "Look here");
  await bo.page.clock.runFor(10_000);
  await expect(badgeOf(bo.page)).toContainText("1");
});

test("a tab in the background holds no connection, and catches up when it is looked at", async ({
  person,
}) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  await Promise.all([streaming(bo.page), bo.page.goto("/explore")]);
  const asked: string[] = [];
  const ended = bo.page.waitForEvent("requestfailed", (request) => /stream/.test(request.url()));
  await setVisibility(bo.page, "hidden");
  await ended;
  bo.page.on("request", (request) => asked.push(request.url()));
  await message(ana, bo, "While you were away");
  await expect(badgeOf(bo.page)).toBeHidden();
  expect(asked).toEqual([]);
  await setVisibility(bo.page, "visible");
  await expect(badgeOf(bo.page)).toContainText("1", { timeout: 1_500 });
});

test("a tab that was signed out elsewhere is told nothing, and asks no more", async ({ person }) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  const tab = await bo.context.newPage();
  await Promise.all([streaming(tab), tab.goto("/explore")]);
  await bo.page.goto("/explore");
  await bo.page.getByRole("button", { name: "Logout" }).first().click();
  await expect(bo.page).toHaveURL(/\/auth\/login/);
  // The page may hang up before the server does.
  const isStream = (request: Request) => /stream/.test(request.url());
  const ended = Promise.race([
    tab.waitForEvent("requestfinished", isStream),
    tab.waitForEvent("requestfailed", isStream),
  ]);
  await message(ana, bo, "Not for this tab");
  await ended;
  await expect(badgeOf(tab)).toBeHidden();
  const asked: string[] = [];
  tab.on("request", (request) => asked.push(request.url()));
  await setVisibility(tab, "hidden");
  await setVisibility(tab, "visible");
  expect(asked).toEqual([]);
});

test("new posts are announced and move nothing until they are asked for", async ({ person, member }) => {
  const [ana, bo, cleo] = [await person("ana"), await member("bo"), await member("cleo")];
  await letFollow(ana, bo);
  for (let at = 1; at <= 5; at += 1) await write(bo, `old ${at}`);
  const { page } = ana;
  await Promise.all([page.waitForResponse(/stream.*after=/), page.goto("/")]);
  const first = page.getByRole("article").first();
  const before = await first.boundingBox();

  await write(cleo, "not followed");
  for (let at = 1; at <= 3; at += 1) await write(bo, `new ${at}`);
  const button = page.getByRole("link", { name: "3 new posts" });
  await expect(button).toBeVisible();
  expect(await first.boundingBox()).toEqual(before);
  await expect(page.getByText("new 3")).toHaveCount(0);

  await button.click();
  await expect(first).toContainText("new 3");
  await expect(page.getByText("not followed")).toHaveCount(0);
  await expect(page.locator(".new-posts")).toHaveCount(0);
});

test("asking is no visit: being seen last stays where it was", async ({ person, db }) => {
  const { page, id } = await person("ana");
  const { sql } = await import("drizzle-orm");
  await db.execute(sql`update users set last_seen_at = now() - interval '1 hour' where id = ${id}`);
  const answer = await page.request.get("/notifications?since=0");
  expect([answer.status(), await answer.json()]).toEqual([200, []]);
  const [row] = await db.execute(
    sql`select last_seen_at < now() - interval '59 minutes' as is_old from users where id = ${id}`,
  );
  expect(row?.is_old).toBe(true);
});

test("who is not signed in is told so", async ({ request }) => {
  for (const path of ["/notifications?since=0", "/notifications/stream"]) {
    const answer = await request.get(path);
    expect([answer.status(), await answer.json()]).toEqual([401, { error: "Unauthorized" }]);
  }
});
