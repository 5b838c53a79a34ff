import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { boost, outbox, toot } from "../../support/archives";
import { writeAt } from "../support/scene";
import { expect, test } from "../support/test";

const file = (name: string, content: string) => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(content),
});

const own = (...posts: [body: string, timestamp: string][]) =>
  file("posts.json", JSON.stringify({ posts: posts.map(([body, timestamp]) => ({ body, timestamp })) }));

async function bring(page: Page, sent: ReturnType<typeof file>) {
  await page.goto("/settings/export");
  await page.getByLabel("Your file", { exact: true }).setInputFiles(sent);
  await page.getByRole("button", { name: "Import posts" }).click();
  await expect(page).toHaveURL("/settings/export");
  await expect(page.getByText("Your file has arrived.")).toBeVisible();
}

/** The newest import in the list, once it says so. */
async function listed(page: Page, outcome: string) {
  const row = page.getByRole("list", { name: "Your imports" }).getByRole("listitem").first();
  await expect(async () => {
    await page.goto("/settings/export");
    await expect(row).toContainText(outcome, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  return row;
}

test("posts are brought along with their dates, and taken out again", { tag: "@plain" }, async ({
  person,
  db,
}) => {
  const ana = await person("ana");
  const { page } = ana;
  await writeAt(db, ana, "written here", new Date("2018-06-01T12:00:00Z"));
  await bring(page, own(["안녕 – older", "2017-11-20T09:12:44.031000Z"], ["newer", "2019-01-02T03:04:05Z"]));
  const row = await listed(page, "2 posts imported");
  await page.goto(`/user/${ana.username}`);
  const posts = page.getByRole("article");
  await expect(posts).toHaveCount(3);
  for (const [at, body] of ["newer", "written here", "안녕 – older"].entries()) {
    await expect(posts.nth(at)).toContainText(body);
  }
  await expect(posts.last().locator("time")).toHaveAttribute("datetime", "2017-11-20T09:12:44.031Z");

  await page.goto("/settings/export");
  await row.getByText("Undo").click();
  await row.getByRole("button", { name: "Delete the imported posts" }).click();
  await listed(page, "Undone");
  await page.goto(`/user/${ana.username}`);
  await expect(posts).toHaveCount(1);
  await expect(posts).toContainText("written here");
});

test("of Mastodon's file what was public comes along, and the rest is counted", { tag: "@plain" }, async ({
  person,
}) => {
  const { page, username } = await person("ana");
  const sent = outbox([
    boost("https://other.example/1"),
    toot({ id: 1, content: "<p>First &amp; <a href='https://example.com'>best</a></p>" }),
    toot({ id: 2, content: "<p>For few</p>", cc: [], to: ["https://social.example/users/susan/followers"] }),
    toot({ id: 3, content: `<p>${"x".repeat(141)}</p>` }),
  ]);
  await bring(page, file("outbox.json", sent));
  const row = await listed(page, "1 post imported");
  await expect(row).toContainText("1 was a boost");
  await expect(row).toContainText("1 was not public");
  await expect(row).toContainText("1 was longer than 140 characters");
  await page.goto(`/user/${username}`);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article")).toContainText("First & best");
});

test("a file that cannot be used is said what is wrong with, on every page", { tag: "@plain" }, async ({
  person,
}) => {
  const { page } = await person("ana");
  await bring(page, own(["good", "2019-01-02T03:04:05Z"], ["bad", "tomorrow"]));
  const row = await listed(page, "Your posts could not be imported.");
  await expect(row).toContainText("Entry 2 of the file has no date");
  await page.goto("/explore");
  const told = page.getByRole("main").locator(".task");
  await expect(told).toContainText("Your posts could not be imported.");
  await told.getByRole("button", { name: "Dismiss" }).click();
  await expect(told).toHaveCount(0);
  await expect(page).toHaveURL("/explore");
});

test("a running import shows its percentage on every page and lets no second one begin", {
  tag: "@plain",
}, async ({ person, db }) => {
  const { page, id } = await person("ana");
  await page.goto("/settings/export");
  // As if its job were under way in another process.
  await db.execute(sql`insert into imports (user_id, state, file_name, total, passed)
    values (${id}, 'running', 'posts.json', 300, 100)`);
  await page.getByLabel("Your file", { exact: true }).setInputFiles(own(["a", "2019-01-02T03:04:05Z"]));
  await page.getByRole("button", { name: "Import posts" }).click();
  await expect(page.getByText("Another import is in progress.")).toBeVisible();
  await expect(page.getByLabel("Your file", { exact: true })).toHaveCount(0);
  for (const path of ["/", "/messages"]) {
    await page.goto(path);
    await expect(page.getByRole("main").locator(".task"), path).toContainText("33%");
  }
});

test("without a file nothing begins, and from elsewhere nothing is taken", async ({
  person,
  request,
  db,
}) => {
  const { page, id } = await person("ana");
  const send = (by: typeof request, headers: Record<string, string>) =>
    by.post("/settings/import", {
      headers,
      maxRedirects: 0,
      multipart: { file: own(["a", "2019-01-02T03:04:05Z"]) },
    });
  const ours = { origin: new URL((await page.goto("/explore"))?.url() ?? "").origin };
  expect((await send(page.request, { origin: "https://evil.example" })).status()).toBe(403);
  expect((await send(request, ours)).headers().location).toMatch(/^\/auth\/login\?next=/);
  const empty = await page.request.post("/settings/import", { headers: ours, multipart: { other: "1" } });
  expect(await empty.text()).toContain("Please choose a file first.");
  expect(await db.execute(sql`select from imports where user_id = ${id}`)).toHaveLength(0);
});
