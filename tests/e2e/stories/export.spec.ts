import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { sql } from "drizzle-orm";
import { endExport, noteProgress, startExport } from "@/lib/exports/mutations";
import { expectedFile } from "../../support/export-file";
import { writeAt, writeMany } from "../support/scene";
import { expect, test } from "../support/test";

const bar = (page: Page) => page.getByRole("main").locator(".task");

test("an export is begun on the profile, watched from another page, mailed and fetched", async ({
  person,
  db,
}) => {
  const ana = await person("ana");
  await writeMany(ana, "post", 3);
  await writeAt(db, ana, '안녕 – "quoted" 👩‍👩‍👧‍👦', new Date("2017-11-20T09:12:44.031Z"));
  const { page } = ana;
  await page.goto(`/user/${ana.username}`);
  await page.getByRole("button", { name: "Export your posts" }).click();
  await expect(bar(page)).toBeVisible();
  await page.getByRole("link", { name: "Explore" }).first().click();
  await expect(page).toHaveURL("/explore");
  await expect(bar(page)).toContainText("Your posts have been exported.", { timeout: 15_000 });
  await page.goto("/explore");
  await expect(bar(page)).toHaveCount(0);

  await page.goto("/settings/export");
  const fetched = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const download = await fetched;
  expect(download.suggestedFilename()).toBe("posts.json");
  const expected = await expectedFile(db, ana.id);
  expect(await readFile(await download.path(), "utf8")).toBe(expected);
  expect(expected).toContain('"timestamp": "2017-11-20T09:12:44.031000Z"');

  await page.goto("/dev/mailbox");
  await page
    .getByRole("listitem")
    .filter({ hasText: ana.email })
    .getByRole("link", { name: /blog posts/ })
    .click();
  const mailed = await page.getByRole("link", { name: "posts.json" }).getAttribute("href");
  expect(await (await page.request.get(mailed ?? "")).text()).toBe(expected);
});

test("its percentage moves on a page that is open, and so does its end", async ({ person, db }) => {
  const ana = await person("ana");
  const [task] = await db.execute<{ id: string }>(
    sql`insert into exports (user_id) values (${ana.id}) returning id`,
  );
  const { page } = ana;
  await Promise.all([page.waitForResponse(/notifications\/stream/), page.goto("/explore")]);
  await expect(bar(page)).toContainText("0%");
  for (const percent of [7, 64, 99]) {
    await noteProgress(ana.ctx, task?.id ?? "", percent);
    await expect(bar(page)).toContainText(`${percent}%`, { timeout: 1_000 });
  }
  await endExport(ana.ctx, task?.id ?? "", "done");
  await expect(bar(page)).toContainText("Your posts have been exported.", { timeout: 1_000 });
});

test("two clicks at once begin one export", async ({ person, db }) => {
  const ana = await person("ana");
  const tab = await ana.context.newPage();
  const pages = [ana.page, tab];
  for (const page of pages) await page.goto(`/user/${ana.username}`);
  await db.transaction(async (tx) => {
    // No export ends meanwhile: the second click would rightly begin another after it.
    await tx.execute(sql`lock table export_pieces in share mode`);
    await Promise.all(pages.map((page) => page.getByRole("button", { name: "Export your posts" }).click()));
    for (const page of pages) {
      await page.bringToFront();
      await expect(bar(page).or(page.getByText("currently in progress")).first()).toBeVisible();
    }
  });
  expect(await db.execute(sql`select from exports where user_id = ${ana.id}`)).toHaveLength(1);
});

test("a running export shows its percentage on every page and cannot be begun twice", {
  tag: "@plain",
}, async ({ person, db }) => {
  const ana = await person("ana");
  // As if its job were under way in another process.
  await db.execute(sql`insert into exports (user_id, percent) values (${ana.id}, 33)`);
  for (const path of ["/", "/explore", "/messages", "/settings/export"]) {
    await ana.page.goto(path);
    await expect(bar(ana.page), path).toContainText("Exporting posts...");
    await expect(bar(ana.page), path).toContainText("33%");
  }
  await ana.page.goto(`/user/${ana.username}`);
  await expect(ana.page.getByRole("button", { name: "Export your posts" })).toHaveCount(0);
});

test("a second click says that one is in progress", { tag: "@plain" }, async ({ person, db }) => {
  const ana = await person("ana");
  const { page } = ana;
  await page.goto(`/user/${ana.username}`);
  await db.execute(sql`insert into exports (user_id) values (${ana.id})`);
  await page.getByRole("button", { name: "Export your posts" }).click();
  await expect(page.getByText("An export task is currently in progress")).toBeVisible();
  await expect(page).toHaveURL(`/user/${ana.username}`);
});

test("a failed export says so on every page until it is put away", { tag: "@plain" }, async ({
  person,
  db,
}) => {
  const ana = await person("ana");
  await db.execute(sql`insert into exports (user_id, state) values (${ana.id}, 'failed')`);
  const { page } = ana;
  await page.goto("/explore");
  await expect(bar(page)).toContainText("Your posts could not be exported.");
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect(page).toHaveURL("/explore");
});

test("a file is its owner's alone", async ({ person, request }) => {
  const [ana, eve] = [await person("ana"), await person("eve")];
  await startExport(ana.ctx, "en");
  const link = ana.page.getByRole("link", { name: "Download" });
  await expect(async () => {
    await ana.page.goto("/settings/export");
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  const path = (await link.getAttribute("href")) ?? "";
  expect((await ana.page.request.get(path)).status()).toBe(200);
  expect((await eve.page.request.get(path)).status()).toBe(404);
  expect((await request.get(path)).status()).toBe(401);
});
