import { quotes } from "./borrowed";
import type { Chance } from "./chance";
import type { Neighbour } from "./people";
import { type Language, type Stock, stocks, type Topic } from "./stock";

const ATTEMPTS = 16;
const FEW = 5;
/** Something new is tried for first; then it may be said once more. */
const timesAtMost = (attempt: number) => (attempt < ATTEMPTS / 2 ? 1 : 2);

/** In the open, or in private. */
type Pile = "conversations" | "letters";

/** Fills the stock's sentences. Nothing is said more than twice; null when everything has been. */
export interface Writer {
  write(author: Neighbour, language: Language, topic: Topic): string | null;
  converse(asker: Neighbour, helper: Neighbour, pile: Pile): string[] | null;
  quote(): string | null;
}

/** A writer for these people, who call each other by name. */
export function writerOf(chance: Chance, people: Neighbour[]): Writer {
  const draw = drawerOf(chance);
  const attempt = repeatedSeldom();
  const sayings = quotes();
  const vocabulary = {
    en: vocabularyOf("en", people),
    es: vocabularyOf("es", people),
    ko: vocabularyOf("ko", people),
  };
  const pen = (language: Language, present: Neighbour[], preset: Record<string, string> = {}) => {
    const { lists, names } = vocabulary[language];
    const absent = names.filter((name) => present.every(({ called }) => called !== name));
    return penOf(chance, { ...lists, name: absent }, preset);
  };
  return {
    write: (author, language, topic) =>
      attempt(() => [pen(language, [author])(draw(stocks[language].topics[topic]))])?.[0] ?? null,
    converse: (asker, helper, pile) =>
      attempt(() => {
        const language = asker.languages[0];
        const preset = { asker: asker.called, helper: helper.called };
        return draw(stocks[language][pile]).map(pen(language, [asker, helper], preset));
      }),
    quote: () => attempt(() => [draw(sayings)])?.[0] ?? null,
  };
}

/** The words of a language, and whom one may mention in it; where few speak it, people from outside too. */
function vocabularyOf(language: Language, people: Neighbour[]) {
  const speakers = people.filter(({ languages }) => languages[0] === language).map(({ called }) => called);
  const outside = stocks[language].given.split(" ").map((name) => name.replace(/\/.*/, ""));
  const names = speakers.length < FEW ? [...speakers, ...outside] : speakers;
  return { lists: listsOf(stocks[language]), names: [...new Set(names)] };
}

/** Makes lines until they are new, or at least not said twice before; null when none come. */
function repeatedSeldom() {
  const said = new Map<string, number>();
  return (make: () => string[]): string[] | null => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const lines = make();
      if (lines.some((line) => (said.get(line) ?? 0) >= timesAtMost(attempt))) continue;
      for (const line of lines) said.set(line, (said.get(line) ?? 0) + 1);
      return lines;
    }
    return null;
  };
}

/** From each pile the cards come in a new order, and each once before any comes again. */
function drawerOf(chance: Chance) {
  const decks = new Map<unknown, unknown[]>();
  return <T>(pile: readonly T[]): T => {
    const left = decks.get(pile) ?? [];
    const deck = left.length > 0 ? left : chance.shuffle(pile);
    decks.set(pile, deck);
    return deck.pop() as T;
  };
}

/** The words a slot can be filled with. */
export const listsOf = ({ slots }: Stock): Record<string, string[]> =>
  Object.fromEntries(Object.entries(slots).map(([slot, words]) => [slot, words.split(" | ")]));

/**
 * Fills slots: `{day}` with one of its list, the same wherever it stands; `{day2}` with another one;
 * `{Place}` with a capital.
 * @param preset slots that are filled already
 */
function penOf(chance: Chance, lists: Record<string, string[]>, preset: Record<string, string>) {
  const chosen = new Map(Object.entries(preset));
  const choose = (key: string): string => {
    const used = [...chosen.values()];
    const words = lists[key.replace("2", "")] ?? [];
    const word = chosen.get(key) ?? chance.pick(words.filter((candidate) => !used.includes(candidate)));
    chosen.set(key, word);
    return word;
  };
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w)(\w*)\}/g, (_, initial: string, rest: string) => {
      const word = choose(initial.toLowerCase() + rest);
      return initial === initial.toLowerCase() ? word : capital(word);
    });
  return (sentence: string) => capital(fill(sentence));
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
