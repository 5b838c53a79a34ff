import type { SampleName } from "./search-posts";

/** What somebody types, and what they find: in this order, or in any where `set` says so. */
export interface SearchCase {
  typed: string;
  finds: SampleName[];
  isOrdered?: boolean;
  /** Language of who asks; English unless said. */
  language?: string;
}

const c = (typed: string, ...finds: SampleName[]): SearchCase => ({ typed, finds });
const ordered = (typed: string, ...finds: SampleName[]): SearchCase => ({ typed, finds, isOrdered: true });

/** The same for every adapter. */
export const SEARCH_CASES: Record<string, SearchCase[]> = {
  "words in English": [
    c("orchestra", "orchestra"),
    c("ORCHESTRA", "orchestra"),
    c("library", "library", "libraries"),
    c("bread butter", "bread", "butter"),
    c("butter bread", "bread", "butter"),
    c("the orchestra", "orchestra"),
    c("saturn telescope", "telescope"),
    c("4711", "numbers"),
  ],
  "words in Spanish": [
    c("verano", "song"),
    c("café", "coffee"),
    c("cafe", "coffee"),
    c("CAFÉ", "coffee"),
    c("cancion", "song", "songs"),
    c("jardin", "child"),
    c("ninos", "child"),
    c("biblioteca lunes", "library2"),
    { typed: "la biblioteca", finds: ["library2"], language: "es" },
  ],
  "words in Korean": [
    c("한국어", "korean"),
    c("한국어를", "korean"),
    c("김치찌개", "koreanFood"),
    c("김치", "koreanFood"),
    c("도서관", "koreanBook"),
    c("대한민국", "koreanSpace"),
    c("대표팀", "koreanSpace"),
    c("책을", "koreanBook"),
    c("오늘 저녁", "koreanFood"),
    c("축구 이겼다", "koreanSpace"),
  ],
  "other languages": [c("zwölf", "unknown"), c("zwolf", "unknown"), c("boxkämpfer viktor", "unknown")],
  "part words": [
    c("orches", "orchestra"),
    c("teles", "telescope"),
    c("program", "programming"),
    c("bibliot", "library2"),
    c("tostad", "coffee"),
    c("boxkä", "unknown"),
  ],
  "typing errors": [
    c("orchesta", "orchestra"),
    c("ochestra", "orchestra"),
    c("orchestraa", "orchestra"),
    c("programing", "programming"),
    c("telescpoe", "telescope"),
    c("tellescope", "telescope"),
    c("bibloteca", "library2"),
    c("schuman", "orchestra"),
    c("tostaads", "coffee"),
  ],
  operators: [
    c('"good bread"', "butter"),
    c('"bread and good butter"', "bread"),
    c('"butter good"'),
    c("bread -butter", "breadTwice"),
    c("bread -fresh", "breadTwice", "butter"),
    c('bread -"good butter"', "breadTwice", "butter"),
    c("bread from:ana", "bread"),
    c("bread from:BEN", "breadTwice"),
    c("bread from:ana from:ben", "bread", "breadTwice"),
    c("bread from:nobody"),
    c("bread before:2026-01-09", "breadTwice"),
    c("bread after:2026-01-09", "butter"),
    c("bread after:2026-01-08 before:2026-01-10", "bread"),
    c("bread -butter from:ben before:2026-01-09", "breadTwice"),
    c('"good bread" from:minji after:2026-01-01', "butter"),
    ordered("from:minji", "koreanFood", "korean", "coffee", "telescope", "butter"),
    ordered("from:minji before:2026-02-01", "telescope", "butter"),
    ordered("after:2026-03-31", "numbers", "unknown"),
    ordered("from:minji -telescope before:2026-03-01", "coffee", "butter"),
  ],
  order: [
    ordered("bread good", "butter", "bread"),
    ordered("library", "library", "libraries"),
    ordered("good bread butter", "butter", "bread"),
  ],
  "hostile strings": [
    c("' or 7=7--"),
    c("'; drop table posts; --"),
    c("%"),
    c("_"),
    c("zzz%zzz"),
    c("\\"),
    c("\\' \\\\"),
    c("<script>alert(1)</script>", "html"),
    c("qqa:* | qqb:* & !qqc"),
    c("(((orchestra", "orchestra"),
    c("orchestra:*", "orchestra"),
    c("orchestra & !saturday", "orchestra"),
    c("info@example.org", "signs"),
    c("\u202eorchestra", "orchestra"),
    c(`${"x".repeat(150)}`),
    c("𝕏𝕏𝕏 🎉🎉"),
    c("AND OR NOT xqzzw"),
  ],
};
