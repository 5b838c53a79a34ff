import { getTranslations } from "next-intl/server";
import { _createCache } from "use-intl/core";
import { expect, it, vi } from "vitest";
import en from "@/messages/en.json";

const asked = vi.hoisted(() => ({ cache: undefined as unknown }));
vi.mock("next-intl/config", () => ({
  default: async () => ({ locale: "en", messages: en, _cache: asked.cache }),
}));

/** What lib/i18n/request.ts relies on, and no documentation promises. */
it("sentences that one request has taken apart are not taken apart by the next", async () => {
  const cache = _createCache();
  asked.cache = cache;
  const said = async () => (await getTranslations("feed"))("newPosts", { count: 2 });
  expect(await said()).toBe("2 new posts");
  const kept = Object.values(cache.message);
  expect(kept).toHaveLength(1);
  expect(await said()).toBe("2 new posts");
  expect(Object.values(cache.message)).toEqual(kept);
  expect(Object.values(cache.message)[0]).toBe(kept[0]);
});
