import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PermanentFailure, TemporaryFailure, type Translator } from "@/lib/ports/contracts";
import { TRANSLATION_DEADLINE_MS } from "@/lib/ports/translator-answer";
import { azureTranslator } from "@/lib/ports/translator-azure";
import { libreTranslator } from "@/lib/ports/translator-libretranslate";
import { type FakeTranslator, startTranslator, translationOf } from "../support/fakes/translators";

let fake: FakeTranslator;
beforeAll(async () => {
  fake = await startTranslator();
});
beforeEach(() => {
  fake.mode = "ok";
  fake.asked = [];
});
afterAll(() => fake.close());

type Open = (key: string, deadlineMs?: number) => Translator;
const ADAPTERS: [name: string, open: Open][] = [
  [
    "Azure",
    (key, deadlineMs) => azureTranslator({ key, region: "westeurope", baseUrl: `${fake.url}/`, deadlineMs }),
  ],
  ["LibreTranslate", (apiKey, deadlineMs) => libreTranslator({ baseUrl: fake.url, apiKey, deadlineMs })],
];
/** Instead of five seconds. */
const DEADLINE_MS = 100;

describe.each(ADAPTERS)("the translator %s", (name, open) => {
  const text = 'Ñandú & <b>50%</b> #1\n+ "quoted" 한국어 😀';

  it("translates a text whole, whatever is in it", async () => {
    expect(await open("a-key").translate(text, "es", "en")).toBe(translationOf(text, "en"));
    expect(fake.asked).toMatchObject([{ from: "es", to: "en", text, key: "a-key" }]);
  });

  it("is named as people know it", () => {
    expect(open("a-key").name).toBe(name);
  });

  it("does not mind a byte order mark", async () => {
    fake.mode = "bom";
    expect(await open("a-key").translate("hola", "es", "en")).toBe(translationOf("hola", "en"));
  });

  it.each(["500", "401", "429", "garbage", "empty", "huge", "reset"] as const)(
    "may do it later after %s",
    async (mode) => {
      fake.mode = mode;
      await expect(open("a-key").translate("hola", "es", "en")).rejects.toThrow(TemporaryFailure);
    },
  );

  it("tells for how long it wants to be left alone", async () => {
    fake.mode = "429";
    await expect(open("a-key").translate("hola", "es", "en")).rejects.toMatchObject({
      retryAfterSeconds: 30,
    });
  });

  it.each(["hang", "slow"] as const)("is waited for until the deadline and no longer: %s", async (mode) => {
    fake.mode = mode;
    const started = performance.now();
    const asked = open("a-key", DEADLINE_MS).translate("hola", "es", "en");
    await expect(asked).rejects.toThrow(TemporaryFailure);
    const ms = performance.now() - started;
    expect(ms).toBeGreaterThan(DEADLINE_MS - 5);
    expect(ms).toBeLessThan(TRANSLATION_DEADLINE_MS);
  });

  it("refuses for good what it cannot do", async () => {
    fake.mode = "400";
    await expect(open("a-key").translate("hola", "xx", "en")).rejects.toThrow(PermanentFailure);
  });

  it("leaves a wrong key to the operator", async () => {
    await expect(open("another").translate("hola", "es", "en")).rejects.toThrow(TemporaryFailure);
  });
});

describe("Azure", () => {
  it("is told the region, and has its own codes for some languages", async () => {
    await azureTranslator({ key: "a-key", region: "westeurope", baseUrl: fake.url }).translate(
      "你好",
      "zh",
      "en",
    );
    expect(fake.asked).toMatchObject([{ from: "zh-Hans", region: "westeurope" }]);
  });
});
