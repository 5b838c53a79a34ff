import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { countedWords, sayCounted } from "@/components/live/counted-words";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import ko from "@/messages/ko.json";

describe("sentences with a number that only the browser knows", () => {
  it.each([
    ["en", en, "1 new post", "21 new posts"],
    ["es", es, "1 publicación nueva", "21 publicaciones nuevas"],
    ["ko", ko, "새 글 1개", "새 글 21개"],
  ] as const)("are right in %s", (locale, messages, one, many) => {
    const t = createTranslator({ locale, messages: messages as typeof en, namespace: "feed" });
    const words = countedWords(locale, (count) => t("newPosts", { count }));
    expect(sayCounted(words, locale, 1)).toBe(one);
    expect(sayCounted(words, locale, 21)).toBe(many);
  });

  it("may show another number than they are bent for", () => {
    expect(sayCounted({ one: "{count} x", other: "{count} xs" }, "en", 50, "50+")).toBe("50+ xs");
  });
});
