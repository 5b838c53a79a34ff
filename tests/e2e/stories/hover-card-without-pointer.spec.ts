import { card, requests } from "../support/card";
import { write } from "../support/scene";
import { expect, test } from "../support/test";

test("the keyboard opens it, gets into it, and Escape closes it", async ({ person, member }) => {
  const bo = await member("bo");
  await write(bo, "figs");
  const { page } = await person("ana");
  await page.goto(`/explore`);
  const name = page.getByRole("article").getByRole("link", { name: bo.username }).first();
  await page.getByRole("main").focus();
  for (
    let step = 0;
    step < 40 && !(await name.evaluate((link) => link === document.activeElement));
    step += 1
  ) {
    await page.keyboard.press("Tab");
  }
  await expect(card(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(card(page).getByRole("link", { name: bo.username })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(card(page)).toHaveCount(0);
  await expect(name).toBeFocused();
});

test("a finger follows the link", async ({ person, member }) => {
  const bo = await member("bo");
  await write(bo, "figs");
  const { page } = await person("ana", {}, { hasTouch: true, viewport: { width: 390, height: 800 } });
  await page.goto("/explore");
  const asked = requests(page);
  await page.getByRole("article").getByRole("link", { name: bo.username }).first().tap();
  await expect(page).toHaveURL(`/user/${bo.username}`);
  expect(asked).toEqual([]);
});

test("the card's own page is the card alone, and offers nobody to follow themselves", {
  tag: "@plain",
}, async ({ person }) => {
  const { page, username } = await person("ana");
  await page.goto(`/user/${username}/popup`);
  await expect(card(page)).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("button")).toHaveCount(0);
});
