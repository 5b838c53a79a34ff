import { describe, expect, it } from "vitest";
import { imagine } from "@/bin/demo/community";

const until = new Date("2026-03-15T18:00:00Z");
const { people, messages } = imagine({ people: 50, posts: 100, until, taken: new Set() });

const personOf = (username: string) => {
  const person = people.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`${username} is nobody`);
  return person;
};

describe("the letters of an imagined community", () => {
  it("are many, go from one to another, and leave no slot open", () => {
    expect(messages.length).toBeGreaterThan(100);
    expect(messages.filter(({ sender, recipient }) => sender === recipient)).toEqual([]);
    expect(messages.filter(({ body }) => /[{}|]|undefined/.test(body))).toEqual([]);
  });

  it("are recent, in order, and by people who had joined", () => {
    for (const [index, { sender, recipient, createdAt }] of messages.entries()) {
      expect(createdAt >= (messages[index - 1]?.createdAt ?? 0)).toBe(true);
      for (const username of [sender, recipient])
        expect(createdAt > (personOf(username).createdAt ?? until)).toBe(true);
    }
    const first = messages[0]?.createdAt.getTime() ?? 0;
    expect(until.getTime() - first).toBeLessThan(61 * 24 * 60 * 60 * 1_000);
    expect((messages.at(-1)?.createdAt ?? until) < until).toBe(true);
  });

  it("are written in the tongue of both, and mostly answered", () => {
    const isHangul = (text: string) => /\p{Script=Hangul}/u.test(text);
    for (const { sender, recipient, body } of messages) {
      expect(isHangul(body)).toBe(personOf(sender).locale === "ko");
      expect(personOf(sender).locale).toBe(personOf(recipient).locale);
    }
    const ways = new Set(messages.map(({ sender, recipient }) => `${sender} ${recipient}`));
    const answered = [...ways].filter((way) => ways.has(way.split(" ").reverse().join(" ")));
    expect(answered.length).toBeGreaterThan(ways.size / 2);
  });
});
