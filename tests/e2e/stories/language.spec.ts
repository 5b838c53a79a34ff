import { expect, test } from "../support/test";

const HEADING = { en: "Sign In", es: "Iniciar sesión", ko: "로그인" };

for (const [asked, locale] of [
  ["es-MX,es;q=0.9,en;q=0.5", "es"],
  ["ko-KR,ko;q=0.9", "ko"],
  ["fr-FR,fr;q=0.9", "en"],
  ["de,ko;q=0.4,es;q=0.3", "ko"],
] as const) {
  test(`a browser that asks for ${asked} gets ${locale}`, async ({ request }) => {
    const answer = await request.get("/auth/login", { headers: { "accept-language": asked } });
    const html = await answer.text();
    expect(/<html lang="(\w+)"/.exec(html)?.[1]).toBe(locale);
    expect(/<h1[^>]*>([^<]*)</.exec(html)?.[1]).toBe(HEADING[locale]);
  });
}

test("a guest chooses a language, stays on the page, and keeps it", { tag: "@plain" }, async ({ browse }) => {
  const { page } = await browse();
  await page.goto("/auth/login?next=%2Fexplore");
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADING.es);
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page).toHaveURL("/auth/login?next=%2Fexplore");
  await page.getByRole("button", { name: "한국어" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADING.ko);
  await page.goto("/auth/register");
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Register");
});

test("nonsense in the cookie counts as none", async ({ browse }) => {
  const { page, context } = await browse({ locale: "es-ES" });
  await page.goto("/auth/login");
  for (const value of ["xx", "../../etc", "%00", "en,es"]) {
    await context.addCookies([{ name: "mb.locale", value, url: page.url() }]);
    await page.reload();
    await expect(page.locator("html"), value).toHaveAttribute("lang", "es");
  }
});

test("a member's language comes along to another browser", { tag: "@plain" }, async ({ member, person }) => {
  const account = await member("ana");
  const desk = await person(account);
  await desk.page.goto("/explore");
  await desk.page.getByRole("button", { name: "한국어" }).click();
  await expect(desk.page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(desk.page).toHaveURL("/explore");

  const phone = await person(account, undefined, { locale: "es-ES" });
  await phone.page.goto("/explore");
  await expect(phone.page.locator("html")).toHaveAttribute("lang", "ko");
});

test("the profile editor sets the language, and leaves it to the browser again", { tag: "@plain" }, async ({
  person,
}) => {
  const { page, context } = await person("ana", {}, { locale: "es-ES" });
  await page.goto("/edit-profile");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.locator("#locale").selectOption("en");
  await page.locator("main form button.btn-primary").click();
  await expect(page.getByText("Your changes have been saved.")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.getByRole("combobox", { name: "Language" }).selectOption("");
  await page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: "mb.locale" }));
});
