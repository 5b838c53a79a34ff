import { z } from "zod";
import { fits, searched } from "./meilisearch-engine";
import {
  type Answer,
  documentSchema,
  type Fake,
  fetchSchema,
  indexOf,
  newIndex,
  refusal,
  searchSchema,
  settingsSchema,
  task,
} from "./meilisearch-reference";

/* Meilisearch's HTTP reference, as far as we use it. Whatever is not in it is refused. */

type Handler = (fake: Fake, uid: string, body: unknown, url: URL) => Answer | null;

const HANDLERS: [method: string, path: RegExp, handler: Handler][] = [
  [
    "GET",
    /^\/tasks\/(\d+)$/,
    (fake, uid) => {
      const found = fake.tasks[Number(uid)];
      return found ? { status: 200, body: { uid: Number(uid), ...found } } : refusal(404, "task_not_found");
    },
  ],
  [
    "POST",
    /^\/indexes()$/,
    (fake, _, body) => {
      const parsed = z.strictObject({ uid: z.string(), primaryKey: z.literal("id") }).safeParse(body);
      if (!parsed.success) return null;
      const { uid } = parsed.data;
      return task(fake, uid, "indexCreation", () => {
        if (fake.indexes.has(uid)) return "index_already_exists";
        fake.indexes.set(uid, newIndex());
        return null;
      });
    },
  ],
  [
    "DELETE",
    /^\/indexes\/([\w-]+)$/,
    (fake, uid) =>
      task(fake, uid, "indexDeletion", () => (fake.indexes.delete(uid) ? null : "index_not_found")),
  ],
  [
    "PATCH",
    /^\/indexes\/([\w-]+)\/settings$/,
    (fake, uid, body) => {
      const settings = settingsSchema.safeParse(body);
      if (!settings.success) return null;
      return task(fake, uid, "settingsUpdate", () => {
        Object.assign(indexOf(fake, uid).settings, settings.data);
        return null;
      });
    },
  ],
  [
    "POST",
    /^\/indexes\/([\w-]+)\/documents$/,
    (fake, uid, body, url) => {
      const documents = z.array(documentSchema).safeParse(body);
      if (!documents.success || [...url.searchParams.keys()].some((name) => name !== "primaryKey"))
        return null;
      return task(fake, uid, "documentAdditionOrUpdate", () => {
        for (const one of documents.data) indexOf(fake, uid).documents.set(one.id, one);
        return null;
      });
    },
  ],
  [
    "POST",
    /^\/indexes\/([\w-]+)\/documents\/delete-batch$/,
    (fake, uid, body) => {
      const ids = z.array(z.number().int()).safeParse(body);
      if (!ids.success) return null;
      return task(fake, uid, "documentDeletion", () => {
        for (const id of ids.data) fake.indexes.get(uid)?.documents.delete(id);
        return fake.indexes.has(uid) ? null : "index_not_found";
      });
    },
  ],
  [
    "POST",
    /^\/indexes\/([\w-]+)\/documents\/fetch$/,
    (fake, uid, body) => {
      const asked = fetchSchema.safeParse(body);
      const index = fake.indexes.get(uid);
      if (!asked.success) return null;
      if (!index) return refusal(404, "index_not_found");
      const results = fits(index, asked.data.filter);
      if (!results) return refusal(400, "invalid_document_filter");
      const { limit, offset = 0 } = asked.data;
      const page = results.slice(offset, offset + limit).map(({ id }) => ({ id }));
      return { status: 200, body: { results: page, offset, limit, total: results.length } };
    },
  ],
  [
    "POST",
    /^\/indexes\/([\w-]+)\/search$/,
    (fake, uid, body) => {
      const asked = searchSchema.safeParse(body);
      const index = fake.indexes.get(uid);
      if (!asked.success) return null;
      if (!index) return refusal(404, "index_not_found");
      const found = searched(index, asked.data);
      if (!found) return refusal(400, "invalid_search_filter");
      const hits = found.slice(0, asked.data.limit ?? 20).map(({ id }) => ({ id }));
      return {
        status: 200,
        body: { hits, query: asked.data.q ?? "", limit: 20, offset: 0, processingTimeMs: 1 },
      };
    },
  ],
  [
    "POST",
    /^\/swap-indexes()$/,
    (fake, _, body) => {
      const swaps = z
        .array(z.strictObject({ indexes: z.tuple([z.string(), z.string()]), rename: z.boolean().optional() }))
        .safeParse(body);
      if (!swaps.success) return null;
      return task(fake, null, "indexSwap", () => {
        for (const {
          indexes: [one, other],
        } of swaps.data) {
          const [first, second] = [fake.indexes.get(one), fake.indexes.get(other)];
          if (!first || !second) return "index_not_found";
          fake.indexes.set(one, second).set(other, first);
        }
        return null;
      });
    },
  ],
];

/** Answers as the reference says. */
export function route(fake: Fake, method: string, url: URL, body: unknown): Answer {
  for (const [allowed, path, handler] of HANDLERS) {
    const [, uid = ""] = (method === allowed && path.exec(url.pathname)) || [];
    if (method === allowed && path.test(url.pathname)) {
      return handler(fake, uid, body, url) ?? refusal(400, "bad_request");
    }
  }
  return refusal(404, "not_found");
}
