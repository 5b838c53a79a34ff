import { createTranslator } from "use-intl/core";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import ko from "@/messages/ko.json";
import type { Locale } from "../people/schema";

const catalogues = { en, es, ko };

/** One paragraph, or a link with the words that stand for it. */
type Part = string | { link: string; label: string; paste: string };

/** A mail without its address: subject and the two bodies that say the same. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
}

/** The words of mails in a language. */
export const lettersIn = (locale: Locale) =>
  createTranslator({ locale, messages: catalogues[locale], namespace: "mail", timeZone: "UTC" });

/**
 * Writes a letter: greeting, paragraphs, signature. Whatever stands in it is text; markup is ours.
 *
 * @param name by which the person is greeted
 */
export function writeLetter(locale: Locale, name: string, subject: string, parts: Part[]): Letter {
  const t = lettersIn(locale);
  const whole: Part[] = [t("greeting", { name }), ...parts, t("farewell"), t("signature")];
  const html = whole.flatMap(htmlOf).map((paragraph) => `<p>${paragraph}</p>`);
  return {
    subject: oneLine(`[${catalogues[locale].site.name}] ${subject}`),
    text: `${whole.map((part) => (typeof part === "string" ? part : part.link)).join("\n\n")}\n`,
    html: `<!doctype html>\n<html lang="${locale}"><head><meta charset="utf-8"></head><body>\n${html.join("\n")}\n</body></html>\n`,
  };
}

function htmlOf(part: Part): string[] {
  if (typeof part === "string") return [escaped(part)];
  const { link, label, paste } = part;
  return [`<a href="${escaped(link)}">${escaped(label)}</a>`, escaped(paste), escaped(link)];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what could begin a header of its own.
const oneLine = (text: string) => text.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, " ");

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Text as it stands in HTML. */
export const escaped = (text: string) =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
