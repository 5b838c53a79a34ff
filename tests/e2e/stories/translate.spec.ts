import type { BrowserContextOptions } from "@playwright/test";
import { eq } from "drizzle-orm";
import { posts } from "@/db/schema";
import type { Locale } from "@/lib/people/schema";
import {
  type FakeTranslator,
  startTranslator,
  TRANSLATOR_KEY,
  translationOf,
} from "../../support/fakes/translators";
import { makeMember, signIn, unique } from "../support/member";
import { obstacles } from "../support/obstacles";
import { write } from "../support/scene";
import { type OwnSite, openOwnSite } from "../support/site";
import { type Browse, expect, type Person, test } from "../support/test";

// One server of their own for the stories of this file, which have a translator.
test.describe.configure({ mode: "serial" });
const SLOW_MS = 700;
let site: OwnSite;
let fake: FakeTranslator;
test.beforeAll(async () => {
  fake = await startTranslator({ slowMs: SLOW_MS });
  site = await openOwnSite({ LIBRETRANSLATE_URL: fake.url, LIBRETRANSLATE_API_KEY: TRANSLATOR_KEY });
});
test.afterAll(async () => {
  await site.close();
  await fake.close();
});
test.beforeEach(() => {
  fake.mode = "ok";
  fake.asked = [];
});

/** Somebody who looks at a post of theirs in French, whose text nobody has had translated yet. */
async function reader(
  browse: Browse,
  locale: Locale = "en",
  options: BrowserContextOptions = {},
): Promise<Person & { body: string }> {
  const ana = await makeMember(site.db, "ana", { locale });
  const browser = await browse({ baseURL: site.url, ...options });
  await signIn(browser.context.request, ana, site.url);
  const body = `Bonjour <i>tout le monde</i> ${unique("x")}`;
  const { id } = await write(ana, body);
  await site.db.update(posts).set({ language: "fr" }).where(eq(posts.id, id));
  await browser.page.goto(`/user/${ana.username}`);
  return { ...ana, ...browser, body };
}

const WORDS = [
  ["en", "Translate", "Translated from French by LibreTranslate", "Show original"],
  ["es", "Traducir", "Traducido del francés por LibreTranslate", "Ver el original"],
  ["ko", "번역하기", "LibreTranslate에서 프랑스어 글을 번역했습니다", "원문 보기"],
] as const;

for (const [locale, translate, by, original] of WORDS) {
  test(`a post in another language is translated in its place, and back (${locale})`, async ({ browse }) => {
    const { page, body } = await reader(browse, locale);
    const article = page.getByRole("article");
    await article.getByRole("button", { name: translate }).click();
    await expect(article.getByRole("status")).toContainText(translationOf(body, locale));
    await expect(article.getByRole("status")).toContainText(by);
    await expect(article.locator("i")).toHaveCount(0);
    if (locale === "en") expect(await obstacles(page)).toEqual([]);
    await article.getByRole("button", { name: original }).click();
    await expect(article.getByRole("status")).toHaveCount(0);
    await expect(article.locator(".body")).toHaveText(body);
    // What was translated once is known.
    await article.getByRole("button", { name: translate }).click();
    await expect(article.getByRole("status")).toContainText(translationOf(body, locale));
    expect(fake.asked.map(({ from, to }) => `${from}-${to}`)).toEqual([`fr-${locale}`]);
  });
}

test("a byte order mark before the answer is nobody's business", async ({ browse }) => {
  fake.mode = "bom";
  const { page, body } = await reader(browse);
  await page.getByRole("button", { name: "Translate" }).click();
  await expect(page.getByRole("article").getByRole("status")).toContainText(translationOf(body, "en"));
});

test("something turns while it takes its time", async ({ browse }) => {
  fake.mode = "slow";
  const { page, body } = await reader(browse);
  await page.getByRole("button", { name: "Translate" }).click();
  await expect(page.getByText("Translating …")).toBeAttached();
  await expect(page.getByRole("button", { name: "Translate" })).toBeHidden();
  await expect(page.getByRole("article").getByRole("status")).toContainText(translationOf(body, "en"));
});

for (const [mode, locale, words] of [
  ["500", "en", "The translation service does not answer at the moment."],
  ["garbage", "es", "El servicio de traducción no responde en este momento."],
  ["reset", "ko", "지금은 번역 서비스가 응답하지 않습니다."],
] as const) {
  test(`a translator that fails (${mode}) is told in the reader's words, and may be asked again`, async ({
    browse,
  }) => {
    fake.mode = mode;
    const { page, body, watch } = await reader(browse, locale);
    watch.tolerate(/status of 503/);
    const [, translate = "", , original = ""] = WORDS.find(([one]) => one === locale) ?? [];
    await page.getByRole("button", { name: translate }).click();
    await expect(page.getByRole("article").getByRole("alert")).toContainText(words);
    await expect(page.getByRole("article").locator(".body")).toHaveText(body);
    await page.getByRole("button", { name: original }).click();
    fake.mode = "ok";
    await page.getByRole("button", { name: translate }).click();
    await expect(page.getByRole("article").getByRole("status")).toContainText(translationOf(body, locale));
  });
}

test("a post in one's own language has no link", async ({ browse }) => {
  const { page, id, username } = await reader(browse);
  await expect(page.getByRole("button", { name: "Translate" })).toBeVisible();
  await site.db.update(posts).set({ language: "en" }).where(eq(posts.authorId, id));
  await page.goto(`/user/${username}`);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Translate" })).toHaveCount(0);
});

test("without a script there is no link that nothing would answer", async ({ browse }) => {
  const { page } = await reader(browse, "en", { javaScriptEnabled: false });
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Translate" })).toBeHidden();
});

test("who is not signed in is translated nothing", async ({ browse }) => {
  const { page, context } = await reader(browse);
  const postId = (await page.getByRole("article").getAttribute("id"))?.replace("post-", "") ?? "";
  // An open page would ask for its news, and complain of being refused too.
  await page.close();
  await context.clearCookies();
  const form = { postId, to: "en" };
  const answer = await context.request.post("/translate", { form, headers: { origin: site.url } });
  expect([answer.status(), await answer.json()]).toEqual([401, { error: "Unauthorized" }]);
  expect(fake.asked).toEqual([]);
});
