import { links } from "@/lib/links";
import type { Locale } from "@/lib/people/schema";

/** What comes of asking for a translation. */
export type Said = { text: string; provider: string } | { error: string };

interface Words {
  browser: string;
  failed: string;
  unable: string;
}

type Translate = (place: HTMLElement, to: Locale, words: Words) => Promise<Said>;

/** Longer than the server waits for its translator. */
const DEADLINE_MS = 10_000;

/** Asks our server for the post whose link was used. */
export const translateThere: Translate = async (place, to, words) => {
  const body = new URLSearchParams({ postId: place.dataset.translate ?? "", to });
  try {
    const answer = await fetch(links.translate, {
      method: "POST",
      body,
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    return saidIn(await answer.json()) ?? { error: words.failed };
  } catch {
    return { error: words.failed };
  }
};

/** A translation, or in the reader's words why there is none. */
function saidIn(answer: unknown): Said | null {
  const { text, provider, message } = Object(answer) as Record<string, unknown>;
  if (typeof text === "string" && typeof provider === "string") return { text, provider };
  return typeof message === "string" ? { error: message } : null;
}

/** The Translator API that some browsers have built in; nothing leaves the device. */
interface BrowserTranslator {
  availability(pair: Pair): Promise<"unavailable" | "downloadable" | "downloading" | "available">;
  create(pair: Pair): Promise<{ translate(text: string): Promise<string>; destroy?(): void }>;
}

interface Pair {
  sourceLanguage: string;
  targetLanguage: string;
}

/** Lets the browser translate the text of the post. */
export const translateHere: Translate = async (place, to, words) => {
  const { Translator } = window as typeof window & { Translator?: BrowserTranslator };
  const text = place.closest(".post")?.querySelector(".body")?.textContent ?? "";
  const pair = { sourceLanguage: place.dataset.from ?? "", targetLanguage: to };
  try {
    if (!Translator || (await Translator.availability(pair)) === "unavailable")
      return { error: words.unable };
    const translator = await Translator.create(pair);
    const translation = await translator.translate(text);
    translator.destroy?.();
    return { text: translation, provider: words.browser };
  } catch {
    return { error: words.unable };
  }
};

/** What a language is called in another one; its code where that is not known. */
export const nameOfLanguage = (code: string, locale: Locale): string => {
  try {
    return new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
};
