import type { Page } from "@playwright/test";
import { obstacles } from "../support/obstacles";
import { GUEST_PAGES, MEMBER_PAGES, routesOfPages } from "../support/pages";
import { letFollow, write } from "../support/scene";
import { expect, test } from "../support/test";

/** The key of some mail, once the job that sends it has. */
async function keyOfMail(page: Page): Promise<string> {
  const mail = page.getByRole("main").locator("a[href^='/dev/mailbox/']").first();
  await expect(async () => {
    await page.goto("/dev/mailbox");
    await expect(mail).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  return ((await mail.getAttribute("href")) ?? "").split("/").at(-1) ?? "";
}

test("every page is looked at", () => {
  expect(routesOfPages().sort()).toEqual([...Object.keys(GUEST_PAGES), ...Object.keys(MEMBER_PAGES)].sort());
});

for (const [route, pathOf] of Object.entries(GUEST_PAGES)) {
  test(`nothing is in anybody's way on ${route}`, async ({ browse, member }) => {
    if (route.startsWith("/dev")) await member("ana");
    const { page, watch } = await browse();
    // A mail is shown in a frame that runs no script, not even this story's.
    watch.tolerate(/^error at about:srcdoc: Blocked script execution/);
    const mailKey = route.includes("[key]") ? await keyOfMail(page) : "";
    await page.goto(pathOf({ username: "", postId: 0, mailKey }));
    expect(await obstacles(page)).toEqual([]);
  });
}

for (const [route, pathOf] of Object.entries(MEMBER_PAGES)) {
  test(`nothing is in anybody's way on ${route}`, async ({ person, member }) => {
    const ana = await person("ana");
    const bo = await member("bo", { displayName: "Bo Björk", aboutMe: "Bakes https://example.com/bread." });
    const { id } = await write(bo, "Fresh bread, see https://example.com/today.");
    await write(ana, "Mine");
    await letFollow(ana, bo);
    await letFollow(bo, ana);
    await ana.page.goto(pathOf({ username: bo.username, postId: id, mailKey: "" }));
    expect(await obstacles(ana.page)).toEqual([]);
  });
}

test("nor on an empty feed, on one's own profile, or where there is nothing", async ({ person }) => {
  const { page, username, watch } = await person("ana");
  watch.tolerate(/status of 404/);
  for (const path of ["/", `/user/${username}`, "/nowhere", "/user/nobody_here"]) {
    await page.goto(path);
    expect(await obstacles(page)).toEqual([]);
  }
});

test("nor in a form that was refused, or a question that was opened", async ({ person, browse }) => {
  const guest = await browse();
  await guest.page.goto("/auth/register");
  await guest.page.getByRole("button", { name: "Register" }).click();
  await expect(guest.page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  expect(await obstacles(guest.page)).toEqual([]);
  await guest.page.goto("/auth/login");
  await guest.page.getByLabel("Username or email").fill("nobody");
  await guest.page.getByLabel("Password").fill("nothing");
  await guest.page.getByRole("button", { name: "Sign In" }).click();
  await expect(guest.page.getByText("Invalid username or password")).toBeVisible();
  expect(await obstacles(guest.page)).toEqual([]);

  const ana = await person("ana");
  await write(ana, "Mine");
  await ana.page.goto("/");
  await ana.page.getByRole("article").getByText("Delete", { exact: true }).click();
  expect(await obstacles(ana.page)).toEqual([]);
});

/** What reaches beyond the right edge of the screen. */
const tooWide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    if (document.documentElement.scrollWidth <= window.innerWidth) return [];
    const boxes = [...document.body.querySelectorAll("*")];
    const wide = boxes.filter((box) => box.getBoundingClientRect().right > window.innerWidth + 1);
    return wide.map((box) => `${box.tagName} ${box.className}`);
  });

test("a phone has room for everything", async ({ person, member }) => {
  const bo = await member("bo", { displayName: "B".repeat(50) });
  const { id } = await write(bo, "Donaudampfschifffahrtsgesellschaftskapitän".repeat(3));
  const ana = await person("ana", {}, { viewport: { width: 360, height: 740 } });
  await letFollow(ana, bo);
  for (const pathOf of Object.values(MEMBER_PAGES)) {
    const path = pathOf({ username: bo.username, postId: id, mailKey: "" });
    await ana.page.goto(path);
    expect(await tooWide(ana.page), path).toEqual([]);
  }
  await ana.page.goto("/");
  expect(await obstacles(ana.page)).toEqual([]);
});
