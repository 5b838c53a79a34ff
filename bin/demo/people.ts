import { readFileSync } from "node:fs";
import type { Chance } from "./chance";
import { LANGUAGES, type Language, stocks, type Topic } from "./stock";

/** Somebody of the three towns, before they join. */
export interface Neighbour {
  username: string;
  displayName: string | null;
  /** How others call them. */
  called: string;
  /** The first is their own. */
  languages: [Language, ...Language[]];
  zone: string;
  topics: Topic[];
  about: string | null;
}

const HOME_ZONES: Record<Language, string> = { en: "Europe/London", es: "Europe/Madrid", ko: "Asia/Seoul" };
const HOBBIES: Topic[] = [
  ...(["library", "choir", "football", "garden", "bikes", "kitchen", "study"] as const),
  ...(["pets", "market", "books", "films", "walks", "repair"] as const),
];

/**
 * So many people: those of people.tsv first, then others made of the stock's names.
 * @param taken usernames, in lower case, that belong to somebody else
 * @throws RangeError when there are not so many names
 */
export function gather(chance: Chance, count: number, taken: ReadonlySet<string>): Neighbour[] {
  const isFree = ({ username }: Neighbour) => !taken.has(username.toLowerCase());
  const known = chance.shuffle(written()).filter(isFree);
  if (known.length >= count) return known.slice(0, count);
  const further = chance.shuffle(LANGUAGES.flatMap((language) => strangers(chance, language))).filter(isFree);
  if (known.length + further.length < count) throw new RangeError(`There are no names for ${count} people.`);
  return [...known, ...further.slice(0, count - known.length)];
}

function written(): Neighbour[] {
  const table = readFileSync(new URL("stock/people.tsv", import.meta.url), "utf8");
  const [, ...rows] = table.trimEnd().split("\n");
  return rows.map((row) => {
    const [username = "", displayName, called = "", languages = "", zone = "", topics = "", about] =
      row.split("\t");
    return {
      username,
      displayName: displayName || null,
      called,
      languages: languages.split(" ") as Neighbour["languages"],
      zone,
      topics: topics.split(" ") as Topic[],
      about: about || null,
    };
  });
}

/** Everybody who can be made of a language's given and family names. */
function strangers(chance: Chance, language: Language): Neighbour[] {
  const { given, family, abouts } = stocks[language];
  return given.split(" ").flatMap((first) =>
    family.split(" ").map((last): Neighbour => {
      // Where the script is another one, the Latin spelling stands behind a stroke.
      const [called = "", calledLatin = called] = first.split("/");
      const [surname = "", surnameLatin = surname] = last.split("/");
      return {
        username: plain(`${calledLatin}.${surnameLatin}`),
        displayName: language === "ko" ? `${surname}${called}` : `${called} ${surname}`,
        called,
        languages: [language],
        zone: HOME_ZONES[language],
        topics: chance.shuffle(HOBBIES).slice(0, 3),
        about: chance.next() < 0.7 ? chance.pick(abouts) : null,
      };
    }),
  );
}

const plain = (name: string) =>
  name
    .normalize("NFD")
    .replace(/[^a-zA-Z.]/g, "")
    .toLowerCase();
