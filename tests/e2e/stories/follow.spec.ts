import { submitForm } from "../support/form";
import { letFollow, write } from "../support/scene";
import { expect, test } from "../support/test";

test("somebody followed is in the feed, until no longer followed", { tag: "@plain" }, async ({
  person,
  member,
}) => {
  const bo = await member("bo");
  const [author] = [bo.username];
  await write(bo, "The bakery has figs today");
  const { page } = await person("ana");
  const main = page.getByRole("main");

  await page.goto("/");
  await expect(main.getByText("The bakery has figs today")).toHaveCount(0);

  await page.goto(`/user/${author}`);
  await main.getByRole("button", { name: `Follow ${author}` }).click();
  await expect(main.getByRole("status").getByText(`You are following ${author}!`)).toBeVisible();
  await expect(page).toHaveURL(`/user/${author}`);
  await expect(main.getByRole("link", { name: "1 follower" })).toBeVisible();
  await page.goto("/");
  await expect(main.getByText("The bakery has figs today")).toBeVisible();

  await page.goto(`/user/${author}`);
  await main.getByRole("button", { name: `Unfollow ${author}` }).click();
  await expect(main.getByRole("status").getByText(`You are not following ${author}.`)).toBeVisible();
  await expect(main.getByRole("link", { name: "0 followers" })).toBeVisible();
  await expect(main.getByRole("button", { name: `Follow ${author}` })).toBeVisible();
  await page.goto("/");
  await expect(main.getByText("The bakery has figs today")).toHaveCount(0);
});

test("following twice from two tabs is the same as once", { tag: "@plain" }, async ({ person, member }) => {
  const bo = await member("bo");
  const { page, context } = await person("ana");
  const tab = await context.newPage();
  for (const opened of [page, tab]) await opened.goto(`/user/${bo.username}`);
  for (const opened of [page, tab]) {
    const main = opened.getByRole("main");
    await main.getByRole("button", { name: `Follow ${bo.username}` }).click();
    await expect(main.getByRole("status").getByText(`You are following ${bo.username}!`)).toBeVisible();
    await expect(main.getByRole("link", { name: "1 follower" })).toBeVisible();
  }
});

test("nobody can follow themselves", { tag: "@plain-only" }, async ({ person, member }) => {
  const bo = await member("bo");
  const { page, id, username } = await person("ana");
  await page.goto(`/user/${username}`);
  await expect(page.getByRole("main").getByRole("button", { name: /^(Unf|F)ollow/ })).toHaveCount(0);

  const fields = { userId: String(id) };
  const answer = await submitForm(page.request, { path: `/user/${bo.username}`, by: "userId", fields });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain("You cannot follow yourself!");
});

test("the people somebody follows, and who follows them, are listed", { tag: "@plain" }, async ({
  person,
  member,
}) => {
  const [bo, cleo] = [await member("bo", { aboutMe: "Bakes." }), await member("cleo")];
  const ana = await person("ana");
  await letFollow(ana, bo, cleo);
  await letFollow(bo, ana);
  const main = ana.page.getByRole("main");

  await ana.page.goto(`/user/${ana.username}`);
  await main.getByRole("link", { name: "2 following" }).click();
  await expect(ana.page.getByRole("heading", { level: 1 })).toHaveText(`Followed by ${ana.username}`);
  await expect(main.getByRole("listitem")).toHaveCount(2);
  await expect(main.getByRole("listitem").filter({ hasText: bo.username })).toContainText("Bakes.");
  await main.getByRole("button", { name: `Unfollow ${cleo.username}` }).click();
  await expect(main.getByRole("listitem")).toHaveCount(1);

  await main.getByRole("link", { name: "Back to the profile" }).click();
  await main.getByRole("link", { name: "1 follower" }).click();
  await expect(ana.page.getByRole("heading", { level: 1 })).toHaveText(`Followers of ${ana.username}`);
  await expect(main.getByRole("link", { name: bo.username })).toBeVisible();
});
