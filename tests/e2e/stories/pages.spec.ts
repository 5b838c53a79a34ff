import type { Page } from "@playwright/test";
import { letFollow, writeMany } from "../support/scene";
import { expect, test } from "../support/test";

/** The first lines of the posts on the current page, as shown from top to bottom. */
const shown = async (page: Page): Promise<string[]> =>
  page.getByRole("main").getByRole("article").getByRole("paragraph").allTextContents();

test("sixty posts are each seen once while new ones arrive", { tag: "@plain" }, async ({
  person,
  member,
}) => {
  const ana = await person("ana");
  const bo = await member("bo");
  await letFollow(ana, bo);
  const sixty = await writeMany(bo, "post", 60);
  const { page } = ana;

  await page.goto("/");
  const seen = [...(await shown(page))];
  for (const size of [25, 10]) {
    await writeMany(bo, `arrived after ${seen.length}`, 7);
    await page.getByRole("link", { name: "Older posts" }).click();
    await expect(page.getByText(sixty.at(-1 - seen.length) ?? "", { exact: true })).toBeVisible();
    await expect(page.getByRole("article")).toHaveCount(size);
    seen.push(...(await shown(page)));
  }
  expect(seen).toEqual(sixty.toReversed());
  await expect(page.getByRole("link", { name: "Older posts" })).toHaveCount(0);
});

test("the way back up misses none that have arrived meanwhile", { tag: "@plain" }, async ({ person }) => {
  const ana = await person("ana");
  const { page } = ana;
  const all = await writeMany(ana, "post", 60);
  await page.goto("/");
  for (const oldest of [all[10] ?? "", all[0] ?? ""]) {
    await page.getByRole("link", { name: "Older posts" }).click();
    await expect(page.getByText(oldest, { exact: true })).toBeVisible();
  }
  all.push(...(await writeMany(ana, "late", 30)));

  const seen = new Set(await shown(page));
  while ((await page.getByRole("link", { name: "Newer posts" }).count()) > 0) {
    const [top = ""] = await shown(page);
    await page.getByRole("link", { name: "Newer posts" }).click();
    await expect(page.getByRole("article").first()).not.toContainText(top);
    for (const body of await shown(page)) seen.add(body);
  }
  expect([...seen].sort()).toEqual([...all].sort());
  expect((await shown(page))[0]).toBe("late 30");
});

test("a page beyond the end has a way back", { tag: "@plain" }, async ({ person }) => {
  const ana = await person("ana");
  const { page, username } = ana;
  await writeMany(ana, "post", 3);
  for (const list of ["/", "/explore", `/user/${username}`]) {
    const answer = await page.goto(`${list}?before=1`);
    expect(answer?.status()).toBe(200);
    await expect(page.getByText("There is nothing further back.")).toBeVisible();
    await page.getByRole("link", { name: "Back to the newest" }).click();
    await expect(page).toHaveURL(list);
    await expect(page.getByRole("article").first()).toBeVisible();
  }
});

test("so has one of people", { tag: "@plain" }, async ({ person, member }) => {
  const ana = await person("ana");
  const bo = await member("bo");
  await letFollow(ana, bo);
  await letFollow(bo, ana);
  for (const list of ["followers", "following"]) {
    const path = `/user/${ana.username}/${list}`;
    await ana.page.goto(`${path}?before=1`);
    await expect(ana.page.getByText("There is nothing further back.")).toBeVisible();
    await ana.page.getByRole("link", { name: "Back to the newest" }).click();
    await expect(ana.page).toHaveURL(path);
    await expect(ana.page.getByRole("main").getByRole("link", { name: bo.username })).toBeVisible();
  }
});

test("nonsense in the address shows the top", { tag: "@plain-only" }, async ({ person }) => {
  const ana = await person("ana");
  await writeMany(ana, "post", 2);
  for (const query of [
    "before=x",
    "before=-1",
    "before=9e99",
    "before=1.5",
    "after=zz",
    "before=&after=",
    "before=1&before=2",
  ]) {
    const answer = await ana.page.goto(`/?${query}`);
    expect(answer?.status(), query).toBe(200);
    await expect(ana.page.getByRole("article"), query).toHaveCount(2);
  }
});
