import type { Page } from "@playwright/test";
import { expect, test } from "../support/test";

const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("a guest chooses the colours and stays on the page", { tag: "@plain" }, async ({ browse }) => {
  const { page } = await browse();
  await page.goto("/auth/login?next=%2Fexplore");
  await expect(page.locator("html")).toHaveAttribute("data-bs-theme", "auto");
  const colours = page.getByRole("form", { name: "Colours" });
  for (const [name, theme] of [
    ["Dark", "dark"],
    ["Light", "light"],
    ["Automatic", "auto"],
    ["Dark", "dark"],
  ] as const) {
    await colours.getByRole("button", { name }).click();
    await expect(page.locator("html")).toHaveAttribute("data-bs-theme", theme);
    await expect(page).toHaveURL("/auth/login?next=%2Fexplore");
  }
  await page.goto("/auth/register");
  await expect(page.locator("html")).toHaveAttribute("data-bs-theme", "dark");
});

test("a member's colours come along to another browser", { tag: "@plain" }, async ({ member, person }) => {
  const account = await member("ana");
  const desk = await person(account);
  await desk.page.goto("/");
  await desk.page.getByRole("form", { name: "Colours" }).getByRole("button", { name: "Dark" }).click();
  await expect(desk.page.locator("html")).toHaveAttribute("data-bs-theme", "dark");
  const phone = await person(account);
  await phone.page.goto("/edit-profile");
  await expect(phone.page.locator("html")).toHaveAttribute("data-bs-theme", "dark");
  await phone.page.getByRole("combobox", { name: "Colours" }).selectOption("light");
  await phone.page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(phone.page.locator("html")).toHaveAttribute("data-bs-theme", "light");
});

test("the colours are there before any script: nothing flashes", async ({ person }) => {
  const { page } = await person("ana", { theme: "dark" });
  const html = await (await page.request.get("/")).text();
  expect(html).toMatch(/^<!DOCTYPE html><html[^>]* data-bs-theme="dark"/);
  const head = html.slice(0, html.indexOf("<body"));
  expect(head).toMatch(/<link rel="stylesheet"/);

  // The style sheet is there when the first pixel is drawn, so every paint has the ground of the last.
  await page.goto("/", { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("first-paint").length > 0);
  const first = await ground(page);
  await page.waitForLoadState("networkidle");
  expect(await ground(page)).toBe(first);
});

test("automatic follows the system, the other two do not", async ({ browse }) => {
  const grounds: Record<string, string> = {};
  for (const theme of ["auto", "light", "dark"]) {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, context } = await browse({ colorScheme });
      await context.addCookies([
        { name: "mb.theme", value: theme, url: test.info().project.use.baseURL ?? "" },
      ]);
      await page.goto("/auth/login");
      grounds[`${theme} in ${colorScheme}`] = await ground(page);
    }
  }
  const [light, dark] = [grounds["light in light"], grounds["dark in dark"]];
  expect(light).not.toBe(dark);
  expect(grounds).toEqual({
    "auto in light": light,
    "auto in dark": dark,
    "light in light": light,
    "light in dark": light,
    "dark in light": dark,
    "dark in dark": dark,
  });
});
