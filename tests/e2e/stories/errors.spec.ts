import { makeMember, signIn } from "../support/member";
import { openOwnSite } from "../support/site";
import { expect, test } from "../support/test";

const NOWHERE = ["/nowhere", "/user/nobody_here", "/user/nobody_here/followers", "/user/nobody_here/posts/1"];

test("an address without a page says so, in the site's layout", { tag: "@plain" }, async ({
  person,
  browse,
}) => {
  const ana = await person("ana");
  ana.watch.tolerate(/status of 404/);
  for (const path of [...NOWHERE, `/user/${ana.username}/posts/x`, `/user/${ana.username}/posts/1`]) {
    const answer = await ana.page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(ana.page.getByRole("heading", { level: 1 })).toHaveText("File Not Found");
    await expect(ana.page).toHaveTitle("File Not Found - Microblog");
    await expect(ana.page.getByRole("navigation", { name: "Main" }).first()).toContainText("Profile");
  }
  await ana.page.getByRole("link", { name: "Back", exact: true }).click();
  await expect(ana.page).toHaveURL("/");

  const guest = await browse();
  guest.watch.tolerate(/status of 404/);
  expect((await guest.page.goto("/nowhere"))?.status()).toBe(404);
  await expect(guest.page.getByRole("heading", { level: 1 })).toHaveText("File Not Found");
  await expect(guest.page.getByRole("navigation", { name: "Main" }).first()).toContainText("Register");
});

test("a program that prefers JSON gets it", async ({ person }) => {
  const { request } = (await person("ana")).context;
  const accepted = {
    "application/json": true,
    "application/json, text/html;q=0.5": true,
    "*/*": false,
    "text/html, application/json": false,
  };
  for (const path of NOWHERE) {
    for (const [accept, isJson] of Object.entries(accepted)) {
      const answer = await request.get(path, { headers: { accept } });
      expect(answer.status()).toBe(404);
      expect(answer.headers()["content-type"]).toBe(
        isJson ? "application/json; charset=utf-8" : "text/html; charset=utf-8",
      );
      if (isJson) expect(await answer.json()).toEqual({ error: "Not Found" });
    }
  }
});

test("addresses that are none are refused, not failed", async ({ request, person }) => {
  const { context } = await person("ana");
  for (const path of ["/user/%ff", "/user/%E0%A4%A", "/user/%ED%A0%80", "/user/%00", "/explore?before=%00"]) {
    for (const client of [request, context.request])
      expect((await client.get(path)).status(), path).toBe(400);
  }
});

test("a failure of ours is a 500 with a reference, and the rest goes on", {
  tag: "@plain",
}, async ({ browse, isScripted }) => {
  const site = await openOwnSite();
  try {
    const ana = await makeMember(site.db, "ana");
    const { page, context, watch } = await browse({ baseURL: site.url });
    watch.tolerate(/status of 500/);
    await signIn(context.request, ana, site.url);
    await page.goto("/");
    await page.getByLabel("Say something").fill("Worth keeping");

    await site.db.execute("alter table posts rename to posts_gone");
    await page.getByRole("button", { name: "Submit" }).click();
    await expect(page.getByText(/Reference: [0-9a-f-]{36}/)).toBeVisible();
    // Without a script the page is drawn again, which needs what is broken.
    if (isScripted) await expect(page.getByLabel("Say something")).toHaveValue("Worth keeping");
    const answer = await page.goto("/explore");
    expect(answer?.status()).toBe(500);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("An unexpected error has occurred");
    const reference = answer?.headers()["x-request-id"] ?? "";
    await expect(page.getByText(`Reference: ${reference}`)).toBeVisible();
    expect(site.log()).toContain(reference);
    await expect(page.getByRole("navigation", { name: "Main" }).first()).toContainText("Profile");
    const json = await context.request.get("/explore", { headers: { accept: "application/json" } });
    expect([json.status(), await json.json()]).toEqual([500, { error: "Internal Server Error" }]);

    await page.getByRole("link", { name: "Settings" }).first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Edit Profile");
    // Without knowing who it is, the site still looks like itself.
    await site.db.execute("alter table users rename to users_gone");
    expect((await page.goto("/explore"))?.status()).toBe(500);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("An unexpected error has occurred");
    await site.db.execute("alter table users_gone rename to users");
    await site.db.execute("alter table posts_gone rename to posts");
    expect((await page.goto("/explore"))?.status()).toBe(200);
    await expect(page.getByRole("navigation", { name: "Main" }).first()).toContainText("Profile");
    // The page is not left open on a site that goes away.
    await page.goto("about:blank");
  } finally {
    await site.close();
  }
});
