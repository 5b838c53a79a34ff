import { z } from "zod";
import type { FakeMeilisearch } from "./meilisearch";

export interface Answer {
  status: number;
  body: unknown;
}

export interface Document {
  id: number;
  authorId: number;
  body: string;
}

export interface Index {
  documents: Map<number, Document>;
  settings: z.infer<typeof settingsSchema>;
}

export const newIndex = (): Index => ({ documents: new Map(), settings: {} });

export const settingsSchema = z
  .strictObject({
    searchableAttributes: z.array(z.string()),
    displayedAttributes: z.array(z.string()),
    filterableAttributes: z.array(z.string()),
    sortableAttributes: z.array(z.string()),
    rankingRules: z.array(
      z
        .enum(["words", "typo", "proximity", "attribute", "sort", "exactness"])
        .or(z.string().regex(/^\w+:(asc|desc)$/)),
    ),
    typoTolerance: z.strictObject({
      minWordSizeForTypos: z.strictObject({ oneTypo: z.number(), twoTypos: z.number() }),
    }),
    pagination: z.strictObject({ maxTotalHits: z.number().int() }),
  })
  .partial();

export const documentSchema = z.strictObject({
  id: z.number().int(),
  authorId: z.number().int(),
  body: z.string(),
});
export const searchSchema = z.strictObject({
  q: z.string().nullable().optional(),
  limit: z.number().int().nonnegative().optional(),
  filter: z.string().optional(),
  attributesToRetrieve: z.array(z.string()).optional(),
  matchingStrategy: z.enum(["all", "last", "frequency"]).optional(),
  sort: z.array(z.string().regex(/^\w+:(asc|desc)$/)).optional(),
});
export const fetchSchema = z.strictObject({
  filter: z.string(),
  fields: z.array(z.string()),
  limit: z.number().int(),
  offset: z.number().int().optional(),
});

export const refusal = (status: number, code: string): Answer => ({
  status,
  body: { message: code, code, type: status < 500 ? "invalid_request" : "internal", link: "" },
});

export type Fake = FakeMeilisearch;

/** Writing is taken at once and done as a task, whose end is asked for. */
export function task(fake: Fake, indexUid: string | null, type: string, work: () => string | null): Answer {
  const code = fake.mode === "fail-tasks" ? "no_space_left_on_device" : work();
  const kind = code === "no_space_left_on_device" ? "system" : "invalid_request";
  const error = code ? { message: code, code, type: kind, link: "" } : null;
  fake.tasks.push({ type, status: code ? "failed" : "succeeded", error, indexUid });
  const taskUid = fake.tasks.length - 1;
  return {
    status: 202,
    body: { taskUid, indexUid, status: "enqueued", type, enqueuedAt: new Date().toISOString() },
  };
}

/** Writing to an index that is not there makes it. */
export function indexOf(fake: Fake, uid: string): Index {
  const index = fake.indexes.get(uid) ?? newIndex();
  fake.indexes.set(uid, index);
  return index;
}
