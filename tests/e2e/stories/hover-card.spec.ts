import { card, requests } from "../support/card";
import { write } from "../support/scene";
import { expect, test } from "../support/test";

test("resting on a name for a second shows the card, which stays while one is in it", async ({
  person,
  member,
}) => {
  const bo = await member("bo", { aboutMe: "Bakes." });
  await write(bo, "figs");
  const { page } = await person("ana");
  await page.goto(`/user/${bo.username}`);
  const asked = requests(page);
  const name = page.getByRole("article").getByRole("link", { name: bo.username }).first();

  await name.hover();
  const from = Date.now();
  await expect(card(page)).toBeVisible();
  expect(asked).toHaveLength(1);
  expect((asked[0]?.at ?? 0) - from).toBeGreaterThan(900);
  await expect(card(page)).toContainText("Bakes.");
  await expect(card(page)).toContainText(/Last seen on: \w{3} \d/);
  await expect(card(page)).toContainText("0 followers, 0 following");

  await card(page).getByText("Bakes.").hover();
  await expect(card(page)).toBeVisible();
  await page.mouse.move(2, 2);
  await expect(card(page)).toHaveCount(0);

  await name.hover();
  await expect(card(page)).toBeVisible();
  expect(asked).toHaveLength(2);
});

test("passing over a name asks for nothing", async ({ person, member }) => {
  await write(await member("bo"), "figs");
  const { page } = await person("ana");
  await page.goto("/explore");
  const asked = requests(page);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  const name = page.getByRole("article").first().getByRole("link").first();
  for (let pass = 1; pass <= 5; pass += 1) {
    await name.hover();
    await page.clock.runFor(950);
    await page.mouse.move(2, 2);
    await page.clock.runFor(5_000);
  }
  expect(asked).toEqual([]);
  await name.hover();
  await page.clock.runFor(1_000);
  await expect(card(page)).toBeVisible();
  expect(asked).toHaveLength(1);
});

test("leaving while the card is on its way aborts the request", async ({ person, member }) => {
  await write(await member("bo"), "figs");
  const { page } = await person("ana");
  await page.goto("/explore");
  const held = Promise.withResolvers<void>();
  await page.route(/\/popup$/, async (route) => {
    await held.promise;
    await route.continue().catch(() => undefined);
  });
  const isAsked = page.waitForRequest(/\/popup$/);
  await page.getByRole("article").first().getByRole("link").first().hover();
  await isAsked;
  const isAborted = page.waitForEvent("requestfailed", (request) => /\/popup$/.test(request.url()));
  await page.mouse.move(2, 2);
  expect((await isAborted).failure()?.errorText).toBe("net::ERR_ABORTED");
  held.resolve();
  await expect(card(page)).toHaveCount(0);
});

test("one follows and stops following in the card, and stays on the page", async ({ person, member }) => {
  const bo = await member("bo");
  await write(bo, "figs");
  const { page } = await person("ana");
  await page.goto(`/user/${bo.username}`);
  await page.getByRole("article").getByRole("link", { name: bo.username }).first().hover();
  await card(page)
    .getByRole("button", { name: `Follow ${bo.username}` })
    .click();
  await expect(card(page).getByRole("button", { name: `Unfollow ${bo.username}` })).toBeVisible();
  await expect(card(page)).toContainText("1 follower, 0 following");
  await card(page)
    .getByRole("button", { name: `Unfollow ${bo.username}` })
    .click();
  await expect(card(page)).toContainText("0 followers");
  await expect(page).toHaveURL(`/user/${bo.username}`);
});

test("an unknown name and a failing server show nothing and break nothing", async ({ person, member }) => {
  await write(await member("bo"), "figs");
  const { page, watch } = await person("ana");
  watch.tolerate(/popup|404|500/);
  await page.goto("/explore");
  const name = page.getByRole("article").first().getByRole("link").first();
  for (const status of [404, 500]) {
    await page.route(/\/popup$/, (route) => route.fulfill({ status, body: "<article class=user-card>" }));
    const answered = page.waitForResponse(/\/popup$/);
    await name.hover();
    expect((await answered).status()).toBe(status);
    await expect(card(page)).toHaveCount(0);
    await page.mouse.move(2, 2);
    await page.unroute(/\/popup$/);
  }
  await name.hover();
  await expect(card(page)).toBeVisible();
  expect((await page.request.get("/user/no_such_person/popup")).status()).toBe(404);
});
