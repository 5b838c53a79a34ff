import { unique } from "../support/member";
import { obstacles } from "../support/obstacles";
import { write, writeMany } from "../support/scene";
import { expect, test } from "../support/test";

test("the box finds posts and people, marks what was looked for, and keeps it", { tag: "@plain" }, async ({
  person,
}) => {
  const ana = await person("ana");
  const { page } = ana;
  const word = unique("bread").replace("_", "");
  await write(ana, `Fresh ${word} <b>today</b>`);
  await write(ana, "Nothing of the kind");
  await page.goto("/");
  const box = page.getByRole("navigation").or(page.getByRole("search")).getByRole("searchbox").first();
  await box.fill(word);
  await box.press("Enter");
  await expect(page).toHaveURL(`/search?q=${word}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Results for “${word}”`);
  await expect(page.getByRole("searchbox").first()).toHaveValue(word);
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(page.getByRole("article").locator(".body")).toHaveText(`Fresh ${word} <b>today</b>`);
  await expect(page.getByRole("article").locator("mark")).toHaveText([word]);

  await page.getByRole("searchbox").first().fill(ana.username);
  await page.getByRole("searchbox").first().press("Enter");
  await page.getByRole("link", { name: "People" }).click();
  await expect(page).toHaveURL(`/search?q=${ana.username}&tab=people`);
  await expect(page.getByRole("main").getByRole("link", { name: ana.username }).first()).toBeVisible();
  await expect(page.getByRole("searchbox").first()).toHaveValue(ana.username);
});

for (const [locale, nothing, hint] of [
  ["en", "Nothing found for “{}”.", "a part of a word is enough"],
  ["es", "No hay nada para «{}».", "basta una parte de la palabra"],
  ["ko", "‘{}’에 대한 글이 없습니다.", "단어의 일부만 입력해도 됩니다"],
] as const) {
  test(`who finds nothing is told what to try (${locale})`, { tag: "@plain" }, async ({
    person,
    isScripted,
  }) => {
    const { page } = await person("ana", { locale });
    const word = unique("zzyzx").replace("_", "");
    await page.goto(`/search?q=${word}`);
    await expect(page.getByRole("main")).toContainText(nothing.replace("{}", word));
    await expect(page.getByRole("main").getByRole("listitem").first()).toContainText(hint);
    if (isScripted && locale === "en") expect(await obstacles(page)).toEqual([]);
  });
}

test("asking for nothing shows everything", { tag: "@plain" }, async ({ person }) => {
  const { page } = await person("ana");
  await page.goto("/explore");
  await page.getByRole("searchbox").first().press("Enter");
  await expect(page).toHaveURL("/explore");
  await page.goto("/search?q=%20%3F!");
  await expect(page).toHaveURL("/explore");
});

test("every page of the results keeps what was asked", { tag: "@plain" }, async ({ person }) => {
  const ana = await person("ana");
  const { page } = ana;
  const word = unique("loaf").replace("_", "");
  await writeMany(ana, word, 30);
  const shown = async () => page.getByRole("article").locator(".body").allTextContents();
  await page.goto(`/search?q=${word}+from%3A${ana.username}`);
  const first = await shown();
  expect(first).toHaveLength(25);
  await page.getByRole("link", { name: "Next results" }).click();
  await expect(page.getByRole("article")).toHaveCount(5);
  expect(new Set([...first, ...(await shown())]).size).toBe(30);
  expect(new URL(page.url()).searchParams.get("q")).toBe(`${word} from:${ana.username}`);
  await expect(page.getByRole("searchbox").first()).toHaveValue(`${word} from:${ana.username}`);
  await page.getByRole("link", { name: "Previous results" }).click();
  await expect(page.getByRole("article")).toHaveCount(25);
  expect(await shown()).toEqual(first);
});
