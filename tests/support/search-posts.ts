import { firstIdAt } from "@/lib/posts/rules";

/** A post that searches are tried on. */
export interface SamplePost {
  author: "ana" | "ben" | "minji";
  on: string;
  language: string | null;
  body: string;
}

/** By the name under which the cases know them. */
export const SAMPLES = {
  runners: {
    author: "ana",
    on: "2026-01-05",
    language: "en",
    body: "The runners were running along the river.",
  },
  ran: { author: "ben", on: "2026-01-06", language: "en", body: "I run every morning before work" },
  library: { author: "ana", on: "2026-01-07", language: "en", body: "The library opens at nine on Mondays" },
  libraries: {
    author: "ben",
    on: "2026-01-08",
    language: "en",
    body: "Two libraries closed their doors this year",
  },
  bread: {
    author: "ana",
    on: "2026-01-09",
    language: "en",
    body: "Fresh bread and good butter, nothing else",
  },
  breadTwice: {
    author: "ben",
    on: "2026-01-03",
    language: "en",
    body: "Bread, bread, bread! My oven makes bread",
  },
  butter: {
    author: "minji",
    on: "2026-01-10",
    language: "en",
    body: "Good bread without butter is still good",
  },
  orchestra: {
    author: "ana",
    on: "2026-01-11",
    language: "en",
    body: "Our orchestra plays Schumann on Saturday",
  },
  programming: {
    author: "ben",
    on: "2026-01-12",
    language: "en",
    body: "Programming is thinking, not typing",
  },
  telescope: {
    author: "minji",
    on: "2026-01-13",
    language: "en",
    body: "Looked at Saturn through a telescope tonight",
  },
  signs: {
    author: "ben",
    on: "2026-01-14",
    language: "en",
    body: "Our e-mail is info@example.org, 100% free (C++ and/or Rust)",
  },
  html: {
    author: "ben",
    on: "2026-01-15",
    language: "en",
    body: "<b>bold</b> & <script>alert(1)</script> are just text",
  },
  quoted: { author: "ana", on: "2026-01-16", language: "en", body: "It's a dog's life, don't you think?" },
  song: { author: "ana", on: "2026-02-01", language: "es", body: "La canción más bonita del verano" },
  songs: { author: "ben", on: "2026-02-02", language: "es", body: "Cantamos canciones junto al fuego" },
  coffee: {
    author: "minji",
    on: "2026-02-03",
    language: "es",
    body: "Un café con leche y dos tostadas, por favor",
  },
  child: {
    author: "ana",
    on: "2026-02-04",
    language: "es",
    body: "Los niños juegan en el jardín de la escuela",
  },
  library2: {
    author: "ben",
    on: "2026-02-05",
    language: "es",
    body: "La biblioteca abre los lunes a las nueve",
  },
  korean: { author: "minji", on: "2026-03-01", language: "ko", body: "한국어를 배우고 있어요" },
  koreanFood: {
    author: "minji",
    on: "2026-03-02",
    language: "ko",
    body: "오늘 저녁에는 김치찌개를 끓였습니다",
  },
  koreanBook: { author: "ana", on: "2026-03-03", language: "ko", body: "도서관에서 재미있는 책을 빌렸어요" },
  koreanSpace: { author: "ben", on: "2026-03-04", language: "ko", body: "대한민국 축구 대표팀이 이겼다" },
  unknown: { author: "ben", on: "2026-04-01", language: null, body: "Zwölf Boxkämpfer jagen Viktor" },
  numbers: { author: "ana", on: "2026-04-02", language: null, body: "Room 4711, 3rd floor" },
} as const satisfies Record<string, SamplePost>;

export type SampleName = keyof typeof SAMPLES;

/** The id a sample has: that of its day. */
export const sampleId = (name: SampleName): number =>
  firstIdAt(new Date(`${SAMPLES[name].on}T12:00:00Z`)) + Object.keys(SAMPLES).indexOf(name);

/** The sample with this id. */
export const sampleNamed = (id: number): SampleName | undefined =>
  (Object.keys(SAMPLES) as SampleName[]).find((name) => sampleId(name) === id);
