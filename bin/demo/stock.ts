import en from "./stock/en.json";
import es from "./stock/es.json";
import ko from "./stock/ko.json";

export const LANGUAGES = ["en", "es", "ko"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Topic = keyof typeof en.topics;

/** What people talk about in one language. `{slots}` in a sentence are filled from the lists. */
export interface Stock {
  /** Lists of words, with a bar between them. */
  slots: Record<string, string>;
  topics: Record<Topic, string[]>;
  /** Lines in turn: who asks, who helps, who asks ... */
  conversations: string[][];
  /** The same in private: who begins, who answers ... */
  letters: string[][];
  /** What 10 December is opened with; `{number}` and `{text}` of an article. */
  rightsDay: string;
  /** For people beyond those in people.tsv: names, and what they say about themselves. */
  given: string;
  family: string;
  abouts: string[];
}

export const stocks: Record<Language, Stock> = { en, es, ko };

/** What anybody may talk about; other topics belong to those who have chosen them. */
export const COMMON_TOPICS: Topic[] = ["neighbours", "thanks", "asking", "twins"];

/** What is said in its own time of the year only, by month from 1. */
export const SEASONS: Record<"winter" | "spring" | "summer" | "autumn", number[]> = {
  winter: [12, 1, 2],
  spring: [3, 4, 5],
  summer: [6, 7, 8],
  autumn: [9, 10, 11],
};

export const GARDEN_MONTHS = [4, 5, 6, 7, 8, 9, 10];
