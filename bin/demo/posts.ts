import type { DemoPost } from "@/db/demo";
import { rightsDayPosts } from "./borrowed";
import { instantAt, moment, wallTime } from "./calendar";
import type { Chance } from "./chance";
import type { Member } from "./community";
import { COMMON_TOPICS, GARDEN_MONTHS, LANGUAGES, type Language, SEASONS, type Topic } from "./stock";
import { type Writer, writerOf } from "./writer";

const MINUTE_MS = 60_000;
const ARTICLES_A_LANGUAGE = 5;

/** What the members wrote since they joined, in order of time. */
export function tell(chance: Chance, members: Member[], count: number, until: Date): DemoPost[] {
  const writer = writerOf(chance, members);
  const posts = rightsDay(chance, members, until);
  while (posts.length < count) {
    // A few write much, most write some.
    const author = chance.weigh(members, (_, rank) => 1 / (rank + 10));
    const at = moment(chance, author.zone, author.joinedAt, until);
    const told = (chance.next() < 0.09 ? conversation : single)(chance, writer, members, author, at);
    posts.push(...told.filter(({ createdAt }) => createdAt < until));
  }
  return posts.slice(0, count).sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

type Teller = (chance: Chance, writer: Writer, members: Member[], author: Member, at: Date) => DemoPost[];

const single: Teller = (chance, writer, _, author, at) => {
  const language = chance.next() < 0.75 ? author.languages[0] : chance.pick(author.languages);
  const quote = language === "en" && chance.next() < 0.05;
  const body = quote ? writer.quote() : writer.write(author, language, topicFor(chance, author, at));
  return body === null ? [] : [{ author: author.username, body, language, createdAt: at }];
};

const conversation: Teller = (chance, writer, members, asker, at) => {
  const language = asker.languages[0];
  const present = members.filter(
    (member) => member !== asker && member.languages[0] === language && member.joinedAt < at,
  );
  if (present.length === 0) return [];
  const helper = chance.pick(present);
  const lines = writer.converse(asker, helper, "conversations") ?? [];
  let createdAt = at;
  return lines.map((body, turn) => {
    if (turn > 0) createdAt = new Date(createdAt.getTime() + (2 + 90 * chance.next() ** 2) * MINUTE_MS);
    return { author: (turn % 2 === 0 ? asker : helper).username, body, language, createdAt };
  });
};

/** What suits the person, the season and the hour. */
function topicFor(chance: Chance, author: Member, at: Date): Topic {
  const { month, hour } = wallTime(author.zone, at);
  const lot = chance.next();
  if (lot < 0.1) {
    const seasons = Object.keys(SEASONS) as (keyof typeof SEASONS)[];
    return seasons.find((season) => SEASONS[season].includes(month)) ?? "asking";
  }
  if (lot < 0.25 && hour >= 5 && hour < 10) return "morning";
  if (lot < 0.25 && hour >= 20) return "evening";
  const own = author.topics.filter((topic) => topic !== "garden" || GARDEN_MONTHS.includes(month));
  return chance.pick(lot < 0.75 && own.length > 0 ? own : COMMON_TOPICS);
}

/** On 10 December some of the Universal Declaration of Human Rights is read out. */
function rightsDay(chance: Chance, members: Member[], until: Date): DemoPost[] {
  const year = until.getUTCFullYear() - (until.getUTCMonth() === 11 && until.getUTCDate() > 11 ? 0 : 1);
  return LANGUAGES.flatMap((language: Language) => {
    const readers = members.filter(({ languages }) => languages[0] === language);
    if (readers.length === 0) return [];
    const articles = chance.shuffle(rightsDayPosts(language)).slice(0, ARTICLES_A_LANGUAGE);
    return articles.flatMap((body) => {
      const { username, zone, joinedAt } = chance.pick(readers);
      const time = { hour: 8 + chance.below(13), minute: chance.below(60), second: chance.below(60) };
      const createdAt = instantAt(zone, { year, month: 12, day: 10, ...time });
      return createdAt > joinedAt ? [{ author: username, body, language, createdAt }] : [];
    });
  });
}
