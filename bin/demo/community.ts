import type { Community, DemoFollow } from "@/db/demo";
import type { Chance } from "./chance";
import { chanceOf } from "./chance";
import { correspond } from "./letters";
import { gather, type Neighbour } from "./people";
import { tell } from "./posts";

const SEED = 20_251_210;
const DAY_MS = 24 * 60 * 60 * 1_000;
const YEAR_MS = 365 * DAY_MS;
const FOLLOWS_AT_MOST = 80;

/** A neighbour who has an account. */
export interface Member extends Neighbour {
  joinedAt: Date;
}

interface Wish {
  people: number;
  posts: number;
  /** The end of the year that is told; the same wish and end give the same community. */
  until: Date;
  /** Usernames, in lower case, that belong to somebody else. */
  taken: ReadonlySet<string>;
}

/**
 * Imagines the members of three twinned towns, Ashbridge, Arroyoclaro and Solnae, and their year.
 * @throws RangeError when there are not so many names
 */
export function imagine({ people, posts, until, taken }: Wish): Community {
  const chance = chanceOf(SEED);
  const members = gather(chance, people, taken).map((neighbour) => ({
    ...neighbour,
    joinedAt: joining(chance, until),
  }));
  const told = tell(chance, members, posts, until);
  const follows = befriend(chance, members, until);
  const messages = correspond(chance, members, until);
  const lastWords = lastWordsOf([
    ...told,
    ...messages.map(({ sender, createdAt }) => ({ author: sender, createdAt })),
  ]);
  return {
    people: members.map((member) => {
      const active = lastWords.get(member.username) ?? member.joinedAt;
      const quiet = (until.getTime() - active.getTime()) * chance.next() ** 2;
      return { ...accountOf(chance, member), lastSeenAt: new Date(until.getTime() - quiet) };
    }),
    posts: told,
    follows,
    messages,
  };
}

/** When each of them wrote for the last time, in the open or in private. */
function lastWordsOf(words: { author: string; createdAt: Date }[]): Map<string, Date> {
  const last = new Map<string, Date>();
  for (const { author, createdAt } of words) {
    const known = last.get(author);
    if (!known || known < createdAt) last.set(author, createdAt);
  }
  return last;
}

/** Many were there from the first weeks, the others came one by one; the last a month ago. */
function joining(chance: Chance, until: Date): Date {
  const ago = YEAR_MS - (YEAR_MS - 30 * DAY_MS) * chance.next() ** 3;
  return new Date(until.getTime() - ago);
}

function accountOf(chance: Chance, { username, displayName, languages, zone, about, joinedAt }: Member) {
  return {
    username,
    displayName,
    aboutMe: about,
    locale: languages[0],
    timeZone: zone,
    theme: chance.pick(["auto", "auto", "auto", "light", "dark"] as const),
    createdAt: joinedAt,
  };
}

/** Everybody follows some; a few are followed by nearly all; one knows those of one's own town best. */
function befriend(chance: Chance, members: Member[], until: Date): DemoFollow[] {
  const fame = new Map(chance.shuffle(members).map((member, rank) => [member, 1 / (rank + 3)]));
  const affinity = (one: Member, other: Member) => {
    const isNeighbour = one.languages[0] === other.languages[0];
    const speak = isNeighbour
      ? 8
      : one.languages.some((language) => other.languages.includes(language))
        ? 3
        : 1;
    const share = one.topics.some((topic) => other.topics.includes(topic)) ? 2 : 1;
    return speak * share * (fame.get(other) ?? 0);
  };
  return members.flatMap((follower) => {
    const share = 0.6 * chance.next() ** 2;
    const wanted = Math.min(FOLLOWS_AT_MOST, 5 + Math.floor(members.length * share));
    const others = members.filter((other) => other !== follower);
    // A weighted draw without putting back (Efraimidis and Spirakis, 2006).
    const keyed = others.map((other) => ({ other, key: chance.next() ** (1 / affinity(follower, other)) }));
    const chosen = keyed.sort((a, b) => b.key - a.key).slice(0, wanted);
    return chosen.map(({ other }) => {
      const met = Math.max(follower.joinedAt.getTime(), other.joinedAt.getTime());
      const createdAt = new Date(met + (until.getTime() - met) * chance.next() ** 2);
      return { follower: follower.username, followee: other.username, createdAt };
    });
  });
}
