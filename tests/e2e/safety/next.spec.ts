import { env } from "@/lib/env";
import { submitForm } from "../support/form";
import type { Member } from "../support/member";
import { type Browser, expect, test } from "../support/test";
import { TRICKS, WAYS } from "../support/ways";

test("no way after signing in leaves the site", async ({ member, browse, baseURL }) => {
  const ana = await member("ana");
  const { context } = await browse();
  for (const next of TRICKS) {
    const fields = { identifier: ana.username, password: ana.password, next };
    const answer = await submitForm(context.request, { path: "/auth/login", by: "identifier", fields });
    expect(answer.status(), next).toBe(303);
    expect(answer.headers().location, next).toBe("/");
    await context.clearCookies();
  }
  for (const [next, path] of WAYS) {
    const fields = { identifier: ana.username, password: ana.password, next };
    const answer = await submitForm(context.request, { path: "/auth/login", by: "identifier", fields });
    expect(new URL(answer.headers().location ?? "", baseURL).href).toBe(`${baseURL}${path}`);
    await context.clearCookies();
  }
});

/** Follows ways in a browser, and tells of every request that went elsewhere. */
async function follow({ page, context }: Browser, ana: Member, ways: string[]): Promise<string[]> {
  const strays: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).origin !== env.appUrl) strays.push(request.url());
  });
  for (const next of ways) {
    const answer = await page.goto(`/auth/login?next=${encodeURIComponent(next)}`);
    // An address that is none is not even looked at.
    if (answer?.status() === 400) continue;
    await page.getByLabel("Username or email").fill(ana.username);
    await page.getByLabel("Password").fill(ana.password);
    await page.getByRole("button", { name: "Sign In" }).click();
    await expect(page, next).toHaveURL("/");
    await context.clearCookies();
  }
  return strays;
}

test("nor does any in a browser", { tag: "@plain-only" }, async ({ member, browse }) => {
  test.slow();
  const browser = await browse();
  browser.watch.tolerate(/status of 400/);
  expect(await follow(browser, await member("ana"), TRICKS)).toEqual([]);
});

test("nor does a script take any", async ({ member, browse }) => {
  test.slow();
  // Every fifth: what the script is told is what the form without one has been told above.
  const some = TRICKS.filter((_, index) => index % 5 === 0);
  const browser = await browse();
  // The page that was arrived at learns that its session is gone.
  browser.watch.tolerate(/status of 40[01]/);
  expect(await follow(browser, await member("ana"), some)).toEqual([]);
});
