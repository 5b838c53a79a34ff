import { describe, expect, it } from "vitest";
import { wallTime } from "@/bin/demo/calendar";
import { imagine } from "@/bin/demo/community";
import { countCharacters } from "@/lib/text/rules";

const until = new Date("2026-03-15T18:00:00Z");
const wish = { people: 50, posts: 4_000, until, taken: new Set<string>() };
const { people, posts, follows, messages } = imagine(wish);

const tally = (items: string[]) => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
};
const personOf = (username: string) => {
  const person = people.find((candidate) => candidate.username === username);
  if (!person) throw new Error(`${username} is nobody`);
  return person;
};

describe("an imagined community", () => {
  it("has as many people and posts as were wished for", () => {
    expect([people.length, posts.length]).toEqual([50, 4_000]);
  });

  it("is the same whenever it is imagined, and another one for another wish", () => {
    expect(imagine(wish)).toEqual({ people, posts, follows, messages });
    expect(imagine({ ...wish, people: 49 }).posts).not.toEqual(posts);
  });

  it("has enough to say where few people speak a language", () => {
    const hamlet = imagine({ ...wish, people: 10 });
    expect(hamlet.posts).toHaveLength(4_000);
    expect(Math.max(...tally(hamlet.posts.map(({ body }) => body)).values())).toBe(2);
  });
});

describe("its posts", () => {
  it("are written in three languages, each in its script", () => {
    const languages = tally(posts.map(({ language }) => language));
    expect([...languages.keys()].sort()).toEqual(["en", "es", "ko"]);
    for (const count of languages.values()) expect(count).toBeGreaterThan(800);
    const mixed = posts.filter(
      ({ body, language }) => /\p{Script=Hangul}/u.test(body) !== (language === "ko"),
    );
    expect(mixed).toEqual([]);
  });

  it("fit into 140 characters, some of them just so", () => {
    const lengths = posts.map(({ body }) => countCharacters(body));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(140);
    expect(lengths.filter((length) => length > 120).length).toBeGreaterThan(20);
  });

  it("are said twice at the most, and nearly all of them once", () => {
    const times = [...tally(posts.map(({ body }) => body)).values()];
    expect(Math.max(...times)).toBeLessThanOrEqual(2);
    expect(times.filter((count) => count > 1).length).toBeLessThan(100);
  });

  it("leave no slot open", () => {
    expect(posts.filter(({ body }) => /[{}|]|undefined/.test(body))).toEqual([]);
  });

  it("have links, line breaks and emoji among them", () => {
    for (const pattern of [/https:\/\/[a-z]+\.example\.org\//, /\n/, /\p{Extended_Pictographic}/u]) {
      expect(posts.filter(({ body }) => pattern.test(body)).length).toBeGreaterThan(100);
    }
  });

  it("are spread over a year, in order, and by people who had joined", () => {
    const months = new Set(posts.map(({ createdAt }) => createdAt.toISOString().slice(0, 7)));
    expect(months.size).toBeGreaterThanOrEqual(12);
    for (const [index, { author, createdAt }] of posts.entries()) {
      expect(createdAt >= (posts[index - 1]?.createdAt ?? 0)).toBe(true);
      expect(createdAt < until && createdAt > (personOf(author).createdAt ?? until)).toBe(true);
    }
  });

  it("know the season", () => {
    const snow = posts.filter(({ body }) => /^(Snow!|¡Nieve!|눈 온다!)/.test(body));
    const months = snow.map(
      ({ author, createdAt }) => wallTime(personOf(author).timeZone ?? "UTC", createdAt).month,
    );
    expect(months.length).toBeGreaterThan(0);
    expect(months.filter((month) => ![12, 1, 2].includes(month))).toEqual([]);
  });

  it("answer a question after it was asked", () => {
    const asked = posts.findIndex(({ body }) => body.startsWith("There's a swarm of bees"));
    const answered = posts.findIndex(
      ({ body }, at) => at > asked && body.startsWith("Me! Don't spray anything"),
    );
    expect(asked).toBeGreaterThanOrEqual(0);
    expect(posts[answered]?.author).not.toBe(posts[asked]?.author);
  });
});

describe("its people", () => {
  it("follow some, never themselves, nobody twice", () => {
    expect(follows.filter(({ follower, followee }) => follower === followee)).toEqual([]);
    expect(new Set(follows.map(({ follower, followee }) => `${follower} ${followee}`)).size).toBe(
      follows.length,
    );
    const counts = tally(follows.map(({ follower }) => follower));
    for (const { username } of people) expect(counts.get(username)).toBeGreaterThanOrEqual(5);
  });

  it("follow a few much more than most", () => {
    const counts = [...tally(follows.map(({ followee }) => followee)).values()].sort((a, b) => b - a);
    expect(counts[0]).toBeGreaterThan(2 * (counts[Math.floor(counts.length / 2)] ?? 0));
  });

  it("were last seen after their last words, some today, some long ago", () => {
    for (const { author, createdAt } of posts) {
      expect((personOf(author).lastSeenAt ?? 0) >= createdAt).toBe(true);
    }
    for (const { sender, createdAt } of messages) {
      expect((personOf(sender).lastSeenAt ?? 0) >= createdAt).toBe(true);
    }
    const ages = people.map(({ lastSeenAt }) => until.getTime() - (lastSeenAt ?? until).getTime());
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeGreaterThan(24 * 60 * 60 * 1_000);
  });
});
