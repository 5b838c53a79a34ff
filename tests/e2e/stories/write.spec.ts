import { submitForm } from "../support/form";
import { bodiesOf, write } from "../support/scene";
import { expect, test } from "../support/test";

// One character to a person, seven code points, eleven UTF-16 units, 25 bytes.
const FAMILY = "👩‍👩‍👧‍👦";

test("a double click makes one post", async ({ person, db }) => {
  const ana = await person("ana");
  await ana.page.goto("/");
  await ana.page.getByLabel("Say something").fill("once");
  await ana.page.getByRole("button", { name: "Submit" }).dblclick();
  await expect(ana.page.getByText("Your post is now live!")).toBeVisible();
  await expect(ana.page.getByRole("article")).toHaveCount(1);
  expect(await bodiesOf(db, ana)).toEqual(["once"]);
});

test("the same form sent ten times at once makes one post", async ({ person, db }) => {
  const ana = await person("ana");
  const fields = { body: "once", key: "the-same" };
  const sent = Array.from({ length: 10 }, () =>
    submitForm(ana.page.request, { path: "/", by: "body", fields }),
  );
  expect((await Promise.all(sent)).map((answer) => answer.status())).toEqual(Array(10).fill(303));
  expect(await bodiesOf(db, ana)).toEqual(["once"]);
});

test("the counter counts as people do, and too much cannot be sent", async ({ person, db }) => {
  const ana = await person("ana");
  const { page } = ana;
  await page.goto("/");
  const field = page.getByLabel("Say something");
  await field.fill(FAMILY.repeat(139));
  await expect(field).toHaveAccessibleDescription("1 left");
  await field.fill(FAMILY.repeat(141));
  await expect(field).toHaveAccessibleDescription("-1 left");
  await expect(page.getByRole("button", { name: "Submit" })).toBeDisabled();
  await field.fill(FAMILY.repeat(140));
  await field.press("Control+Enter");
  await expect(page.getByText("Your post is now live!")).toBeVisible();
  await expect(field).toHaveAccessibleDescription("140 left");
  expect(await bodiesOf(db, ana)).toEqual([FAMILY.repeat(140)]);
});

test("too much or nothing is refused in words, and the text stays", { tag: "@plain-only" }, async ({
  person,
  db,
}) => {
  const ana = await person("ana");
  const { page } = ana;
  ana.watch.tolerate(/status of 400/);
  await page.goto("/");
  await page.getByLabel("Say something").fill("x".repeat(141));
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByLabel("Say something")).toHaveAccessibleDescription("At most 140 characters.");
  await expect(page.getByLabel("Say something")).toHaveValue("x".repeat(141));
  await page.getByLabel("Say something").fill(" \n ");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByLabel("Say something")).toHaveAccessibleDescription("This field is required.");
  expect(await bodiesOf(db, ana)).toEqual([]);
});

test("web addresses are links that lend no weight", { tag: "@plain" }, async ({ person }) => {
  const ana = await person("ana");
  await write(ana, "See (https://example.com/a_(b)), not javascript:alert(1) or https://bank@evil.example.");
  await ana.page.goto("/");
  const links = ana.page.getByRole("article").getByRole("paragraph").getByRole("link");
  await expect(links).toHaveCount(1);
  await expect(links).toHaveAttribute("href", "https://example.com/a_(b)");
  await expect(links).toHaveAttribute("rel", "nofollow noopener ugc");
});

test("one's own post can be deleted, after one more question", { tag: "@plain" }, async ({
  person,
  member,
}) => {
  const ana = await person("ana");
  const bo = await member("bo");
  const { id } = await write(ana, "Never mind");
  const { page, username } = ana;
  await page.goto(`/user/${username}`);
  await page.getByRole("article").getByText("Delete", { exact: true }).click();
  await expect(page.getByText("Delete this post for good?")).toBeVisible();
  await page.getByRole("button", { name: "Yes, delete it" }).click();
  await expect(page.getByText("Your post has been deleted.")).toBeVisible();
  await expect(page.getByText("You have not written anything yet.")).toBeVisible();
  ana.watch.tolerate(/status of 404/);
  expect((await page.goto(`/user/${username}/posts/${id}`))?.status()).toBe(404);

  await write(bo, "Mine");
  await page.goto(`/user/${bo.username}`);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByText("Delete", { exact: true })).toHaveCount(0);
});

test("a post has a page of its own", { tag: "@plain" }, async ({ person, member }) => {
  const bo = await member("bo", { displayName: "Bo Björk" });
  await write(bo, "A thing to point at");
  const { page } = await person("ana");
  await page.goto(`/user/${bo.username}`);
  await page.getByRole("article").getByRole("time").click();
  await expect(page).toHaveURL(new RegExp(`/user/${bo.username}/posts/\\d+$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Post by Bo Björk");
  await expect(page.getByRole("article")).toContainText("A thing to point at");
  await page.getByRole("link", { name: "All posts by Bo Björk" }).click();
  await expect(page).toHaveURL(`/user/${bo.username}`);
});
