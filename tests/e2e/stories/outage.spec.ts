import { makeMember, signIn } from "../support/member";
import { write } from "../support/scene";
import { type OwnSite, openOwnSite } from "../support/site";
import { type Browse, expect, type Person, test } from "../support/test";

// One server of their own for the stories of this file, which break its database.
test.describe.configure({ mode: "serial" });
let site: OwnSite;
test.beforeAll(async () => {
  site = await openOwnSite();
});
test.afterAll(async () => {
  await site.close();
});
test.afterEach(() => site.relay.turn("ok"));

async function visitor(browse: Browse): Promise<Person> {
  const ana = await makeMember(site.db, "ana");
  const browser = await browse({ baseURL: site.url });
  await signIn(browser.context.request, ana, site.url);
  return { ...ana, ...browser };
}

for (const weather of ["refuse", "freeze", "fin"] as const) {
  test(`a database that says "${weather}" is a 503 that signs nobody out`, async ({ browse }) => {
    const ana = await visitor(browse);
    const { page, context, watch } = ana;
    watch.tolerate(/status of 503/);
    await write(ana, "Before the outage");
    await page.goto("/");
    await expect(page.getByText("Before the outage")).toBeVisible();
    const cookies = await context.cookies();

    await site.relay.turn(weather);
    if (weather !== "freeze") site.relay.cut();
    for (const path of ["/", "/explore", "/auth/login", "/settings/sessions"]) {
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(503);
      expect(answer?.headers()["retry-after"]).toBe("5");
      expect(answer?.headers()["set-cookie"]).toBeUndefined();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Back in a moment");
    }
    const session = await context.request.get("/api/auth/session");
    expect([session.status(), session.headers()["set-cookie"]]).toEqual([503, undefined]);
    expect((await context.request.get("/healthz")).status()).toBe(200);
    expect((await context.request.get("/readyz")).status()).toBe(503);
    const json = await context.request.get("/", { headers: { accept: "application/json" } });
    expect([json.status(), await json.json()]).toEqual([503, { error: "Service Unavailable" }]);

    await site.relay.turn("ok");
    await expect(async () => expect((await page.goto("/"))?.status()).toBe(200)).toPass({ timeout: 10_000 });
    await expect(page.getByText("Before the outage")).toBeVisible();
    expect(await context.cookies()).toEqual(cookies);
  });
}

test("what somebody writes meanwhile is not lost", { tag: "@plain" }, async ({ browse, isScripted }) => {
  const ana = await visitor(browse);
  const { page, watch } = ana;
  watch.tolerate(/status of 503/);
  await page.goto("/");
  await page.getByLabel("Say something").fill("Typed into the dark");
  await site.relay.turn("refuse");
  site.relay.cut();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText(/cannot reach its database|Back in a moment/).first()).toBeVisible();
  if (isScripted) await expect(page.getByLabel("Say something")).toHaveValue("Typed into the dark");

  await site.relay.turn("ok");
  await expect(async () => {
    // Without a script, loading the page again sends what was typed again.
    await (isScripted ? page.getByRole("button", { name: "Submit" }).click() : page.reload());
    await expect(page.getByRole("article")).toHaveCount(1, { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expect(page.getByRole("article")).toContainText("Typed into the dark");
});

test("whoever is not signed in is not told of it: nothing there asks the database", async ({ browse }) => {
  const { page } = await browse({ baseURL: site.url });
  await site.relay.turn("refuse");
  site.relay.cut();
  for (const path of ["/auth/login", "/auth/register", "/auth/reset-password"]) {
    expect((await page.goto(path))?.status(), path).toBe(200);
  }
});
