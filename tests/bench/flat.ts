import { median, milliseconds } from "../support/timing";
import { STAR } from "../support/town";
import { settleTown, type Town } from "./data";
import { type Product, startProduct } from "./programs";
import { ask, sessionOf } from "./scenes";
import { replayer, statementsOf } from "./statements";

/** The town that a larger one is compared with. */
const SMALL = 100_000;
/** Of each page, in a quiet minute enough for a middle that stays. */
const ROUNDS = 25;
/** Afterwards everything is compiled, connected and in memory. */
const WARM_UP = 5;

/** What a page takes, in milliseconds: its statements by themselves, and all of it. */
interface Times {
  sql: number;
  page: number;
}

/** One list in two towns, at its beginning and, where it goes on that far, on page 1,000. */
export interface FlatRow {
  title: string;
  small: Times;
  large: Times;
  deep?: Times;
}

export interface Flatness {
  posts: { small: number; large: number };
  rows: FlatRow[];
}

interface List {
  title: string;
  path: string;
  /** Where page 1,000 begins. */
  deep?: (town: Town) => string;
  /** Looked at by somebody who follows 5,000 people. */
  isCurious?: boolean;
}

const LISTS: List[] = [
  { title: "Feed", path: "/", deep: ({ deep }) => `/?before=${deep.feed}` },
  { title: "Feed of somebody who follows 5,000", path: "/", isCurious: true },
  { title: "Explore", path: "/explore", deep: ({ deep }) => `/explore?before=${deep.explore}` },
  {
    title: "Profile",
    path: `/user/${STAR}`,
    deep: ({ deep, star }) => `/user/${star.username}?before=${deep.profile}`,
  },
  { title: "Inbox", path: "/messages", deep: ({ deep }) => `/messages?before=${deep.inbox}` },
  { title: "Search: two words", path: "/search?q=feather+copper" },
  { title: "Search: a word of every tenth post", path: "/search?q=morning" },
  { title: "Search: a word of one post", path: "/search?q=4711" },
  { title: "Search: a misspelt word", path: "/search?q=fether" },
  { title: "Search: of one person", path: `/search?q=copper+from:${STAR}` },
];

/** A page of one town, as often as one likes. */
interface Subject {
  page(): Promise<unknown>;
  sql(): Promise<unknown>;
  pageTimes: number[];
  sqlTimes: number[];
}

interface Place {
  town: Town;
  product: Product;
  database: ReturnType<typeof replayer>;
}

/**
 * Measures the lists in a small and in a large town by turns, each page by itself, with nobody else asking.
 *
 * @param folderOf where the town of that many posts is kept
 */
export async function flatness(posts: number, folderOf: (posts: number) => string): Promise<Flatness> {
  const places: Place[] = [];
  try {
    for (const size of [SMALL, posts]) places.push(await open(folderOf(size), size));
    const [small, large] = places;
    if (!small || !large) throw new Error("there are two towns");
    const rows: FlatRow[] = [];
    for (const list of LISTS) rows.push(await compare(list, small, large));
    return { posts: { small: SMALL, large: posts }, rows };
  } finally {
    for (const { product, database } of places) {
      await database.close();
      await product.stop();
    }
  }
}

async function open(folder: string, posts: number): Promise<Place> {
  const town = await settleTown(folder, posts);
  const product = await startProduct(folder);
  return { town, product, database: replayer(product.databaseUrl) };
}

async function compare(list: List, small: Place, large: Place): Promise<FlatRow> {
  const subjects = {
    small: await subjectOf(list, list.path, small),
    large: await subjectOf(list, list.path, large),
    ...(list.deep && { deep: await subjectOf(list, list.deep(large.town), large) }),
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const subject of Object.values(subjects)) {
      subject.pageTimes.push(await milliseconds(subject.page));
      subject.sqlTimes.push(await milliseconds(subject.sql));
    }
  }
  const timesOf = ({ sqlTimes, pageTimes }: Subject): Times => ({
    sql: median(sqlTimes),
    page: median(pageTimes),
  });
  const { deep } = subjects;
  return {
    title: list.title,
    small: timesOf(subjects.small),
    large: timesOf(subjects.large),
    ...(deep && { deep: timesOf(deep) }),
  };
}

async function subjectOf({ isCurious }: List, path: string, place: Place): Promise<Subject> {
  const { product, town, database } = place;
  const cookie = await sessionOf(product, town, isCurious ? town.curious : town.reader);
  const page = () => ask(product.origin, { method: "GET", path, headers: { cookie }, status: 200 });
  for (let time = 0; time < WARM_UP; time += 1) await page();
  const statements = await statementsOf(product.databaseUrl, product.databaseLog, page);
  return { page, sql: () => database.run(statements), pageTimes: [], sqlTimes: [] };
}
