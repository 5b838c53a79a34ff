import { Meilisearch } from "meilisearch";
import { z } from "zod";
import type { SearchablePost, SearchCopy, SearchQuery } from "./search-contract";
import { askedOf, filterOf, SETTINGS } from "./search-meilisearch-query";
import { done, orFailure } from "./search-meilisearch-tasks";

interface Options {
  url: string;
  /** May search, and nothing else. */
  searchKey: string;
  /** May write documents, settings and indexes, and read tasks. */
  indexKey: string;
}

const INDEX = "posts";
/** A page waits for it. */
const SEARCH_DEADLINE_MS = 800;
/** A job waits for these. */
const WRITE_DEADLINE_MS = 5_000;
/** With fewer hits than a page has, not every word needs to be found. */
const FEW = 1;

const idsSchema = z.array(z.object({ id: z.number().int() })).transform((rows) => rows.map(({ id }) => id));
const hitsSchema = z.object({ hits: idsSchema });
const documentsSchema = z.object({ results: idsSchema });

const documentOf = ({ id, authorId, body }: SearchablePost) => ({ id, authorId, body });

/** Searches with a Meilisearch server. Its index is made, and its settings kept, by this code. */
export function meilisearchSearch({ url, searchKey, indexKey }: Options): SearchCopy {
  const searching = new Meilisearch({ host: url, apiKey: searchKey, timeout: SEARCH_DEADLINE_MS });
  const writing = new Meilisearch({ host: url, apiKey: indexKey, timeout: WRITE_DEADLINE_MS });
  let prepared: Promise<void> | undefined;
  const prepare = () => {
    prepared ??= prepareIndex(writing, INDEX).catch((error) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };
  return {
    index: (posts) =>
      orFailure(async () => {
        await prepare();
        await done(writing.index(INDEX).addDocuments(posts.map(documentOf), { primaryKey: "id" }));
      }),
    remove: (ids) =>
      orFailure(async () => {
        await prepare();
        await done(writing.index(INDEX).deleteDocuments(ids));
      }),
    query: (query, limit) => orFailure(() => find(searching, query, limit)),
    reindex: (posts) => orFailure(() => rebuild(writing, posts)),
    idsBetween: (aboveId, upToId) =>
      orFailure(async () => {
        await prepare();
        const filter = filterOf({ aboveId, belowId: upToId + 1 });
        return documentsSchema.parse(
          await writing.index(INDEX).getDocuments({ filter, fields: ["id"], limit: DOCUMENTS_MAX }),
        ).results;
      }),
  };
}

/** More than anybody asks for at once. */
const DOCUMENTS_MAX = 100_000;

async function find(client: Meilisearch, query: SearchQuery, limit: number): Promise<number[]> {
  const asked = askedOf(query);
  const options = {
    limit,
    filter: filterOf(query),
    attributesToRetrieve: ["id"],
    ...(asked.isOrdered ? {} : { sort: ["id:desc"] }),
  };
  const search = async (matchingStrategy: "all" | "frequency") =>
    hitsSchema.parse(await client.index(INDEX).search(asked.text, { ...options, matchingStrategy })).hits;
  const hits = await search("all");
  return hits.length >= FEW || query.words.length < 2 ? hits : search("frequency");
}

/** Makes an index where there is none, and gives it our settings. */
async function prepareIndex(client: Meilisearch, uid: string): Promise<void> {
  await done(client.createIndex(uid, { primaryKey: "id" }), ["index_already_exists"]);
  await done(client.index(uid).updateSettings(SETTINGS));
}

/** Fills a new index and puts it into the place of the old one, which answers until then. */
async function rebuild(client: Meilisearch, posts: AsyncIterable<SearchablePost[]>): Promise<void> {
  const fresh = `${INDEX}_${Date.now()}`;
  await prepareIndex(client, INDEX);
  await prepareIndex(client, fresh);
  try {
    for await (const batch of posts) await done(client.index(fresh).addDocuments(batch.map(documentOf)));
    await done(client.swapIndexes([{ indexes: [INDEX, fresh], rename: false }]));
  } finally {
    // The old one after the swap, the unfinished one after a failure.
    await done(client.deleteIndex(fresh));
  }
}
