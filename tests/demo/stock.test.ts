import { describe, expect, it } from "vitest";
import { chanceOf } from "@/bin/demo/chance";
import { gather } from "@/bin/demo/people";
import { LANGUAGES, type Language, stocks } from "@/bin/demo/stock";
import { listsOf } from "@/bin/demo/writer";
import { isReserved } from "@/lib/people/rules";
import { profileInput } from "@/lib/people/schema";
import { countCharacters } from "@/lib/text/rules";

const everybody = gather(chanceOf(1), 1_000, new Set());

const sentencesOf = (language: Language) => [
  ...Object.values(stocks[language].topics).flat(),
  ...stocks[language].conversations.flat(),
  ...stocks[language].letters.flat(),
];

const slotsIn = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, slot = ""]) => slot.toLowerCase().replace("2", ""));

const longest = (words: string[]) =>
  words.reduce((long, word) => (countCharacters(word) > countCharacters(long) ? word : long), "");

describe.each(LANGUAGES)("the stock in %s", (language) => {
  const lists = listsOf(stocks[language]);
  const people = ["name", "asker", "helper"];

  it("has at least 120 sentences, none of them twice", () => {
    const sentences = sentencesOf(language);
    expect(sentences.length).toBeGreaterThanOrEqual(120);
    expect(new Set(sentences).size).toBe(sentences.length);
  });

  it("knows every slot it fills and fills every slot it knows", () => {
    const filled = new Set(sentencesOf(language).flatMap(slotsIn));
    expect([...filled].sort()).toEqual([...Object.keys(lists), ...people].sort());
  });

  it("never makes a post of more than 140 characters, whatever the words", () => {
    const name = longest(everybody.map(({ called }) => called));
    const tooLong = sentencesOf(language)
      .map((sentence) =>
        sentence.replace(/\{(\w+)\}/g, (slot) => longest(lists[slotsIn(slot)[0] ?? ""] ?? [name])),
      )
      .filter((text) => countCharacters(text) > 140);
    expect(tooLong).toEqual([]);
  });
});

describe("the people of the demo", () => {
  it("are more than forty who were written by hand, of all three languages", () => {
    const byHand = everybody.slice(0, 50);
    expect(byHand.filter(({ about }) => about).length).toBeGreaterThan(40);
    expect(new Set(byHand.map(({ languages }) => languages[0]))).toEqual(new Set(LANGUAGES));
  });

  it("could have filled in the profile editor", () => {
    for (const { username, displayName, about, languages, zone } of everybody) {
      const profile = {
        username,
        displayName: displayName ?? "",
        aboutMe: about ?? "",
        locale: languages[0],
        timeZone: zone,
        theme: "auto",
      };
      expect(profileInput.safeParse(profile).error, username).toBeUndefined();
      expect(isReserved(username), username).toBe(false);
    }
  });

  it("have usernames of their own", () => {
    expect(new Set(everybody.map(({ username }) => username.toLowerCase())).size).toBe(everybody.length);
  });

  it("talk about topics that exist", () => {
    const topics = Object.keys(stocks.en.topics);
    expect(everybody.flatMap((person) => person.topics.filter((topic) => !topics.includes(topic)))).toEqual(
      [],
    );
  });

  it("make room for those who have the name already", () => {
    const taken = new Set(["ruth_b", "jisoo.kim"]);
    const names = gather(chanceOf(1), 60, taken).map(({ username }) => username);
    expect(names).toHaveLength(60);
    expect(names.filter((name) => taken.has(name))).toEqual([]);
  });

  it("are not without number", () => {
    expect(() => gather(chanceOf(1), 10_000, new Set())).toThrow(RangeError);
  });
});
