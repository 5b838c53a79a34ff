import { attribute } from "../support/form";
import { writeAt } from "../support/scene";
import { expect, test } from "../support/test";

const NOON = new Date("2024-03-05T12:00:00Z");

/** The opening tag of the first post's time, as the server sent it. */
const timeIn = (html: string): string => /<time\b[^>]*>/.exec(html)?.[0] ?? "";

for (const [locale, timeZone, title, ago] of [
  ["en", "America/New_York", "Tuesday, March 5, 2024 at 7:00 AM", /years ago/],
  ["es", "Asia/Kolkata", "martes, 5 de marzo de 2024, 17:30", /hace \d+ años/],
  ["ko", "Asia/Seoul", "2024년 3월 5일 화요일 오후 9:00", /\d+년 전/],
] as const) {
  test(`times are right in the first paint for ${locale} in ${timeZone}`, async ({ person, db }) => {
    const ana = await person("ana", { locale, timeZone });
    await writeAt(db, ana, "At noon", NOON);
    const path = `/user/${ana.username}`;
    const html = await (await ana.page.request.get(path)).text();
    const time = timeIn(html);
    expect(attribute(time, "title")?.replaceAll("\u202f", " ")).toBe(title);
    expect(attribute(time, "dateTime")).toBe("2024-03-05T12:00:00.000Z");

    await ana.page.goto(path);
    const shown = ana.page.getByRole("article").getByRole("time");
    await expect(shown).toHaveText(ago);
    // A script changes nothing about it.
    await ana.page.waitForLoadState("networkidle");
    expect(await shown.getAttribute("title")).toBe(attribute(time, "title"));
  });
}

test("the zone of a member without a setting is the browser's", async ({ browse, member, db }) => {
  const ana = await member("ana");
  await writeAt(db, ana, "At noon", NOON);
  const { page, context } = await browse({ timezoneId: "Asia/Tokyo" });
  await page.goto(`/auth/login?next=/user/${ana.username}`);
  await page.getByLabel("Username or email").fill(ana.username);
  await page.getByLabel("Password").fill(ana.password);
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByRole("article").getByRole("time")).toHaveAttribute("title", /at 9:00\sPM$/);
  const html = await (await context.request.get(`/user/${ana.username}`)).text();
  expect(attribute(timeIn(html), "title")).toMatch(/at 9:00\sPM$/);
});

test("last seen is told in the zone of who reads it", async ({ person, member, db }) => {
  const bo = await member("bo");
  await db.execute(`update users set last_seen_at = '2024-03-05 23:30+00' where id = ${bo.id}`);
  const { page } = await person("ana", { timeZone: "Asia/Seoul" });
  const html = await (await page.request.get(`/user/${bo.username}`)).text();
  expect(html.replaceAll("\u202f", " ")).toContain("Last seen on: March 6, 2024 at 8:30 AM");
});
