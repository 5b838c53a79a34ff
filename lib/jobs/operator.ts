import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import { QUEUES } from "@/db/queue";
import { compareClocks, databaseTime } from "../clock";
import { put, queueIn, sender } from "./enqueue";
import { envelopeSchema } from "./schema";

/** A job as an operator sees it; never its contents. */
export interface ListedJob {
  id: string;
  kind: string;
  state: string;
  requestedAt: Date;
  tries: number;
  reason: string;
}

const WAITING_STATES = new Set(["created", "retry", "active"]);
const LISTED = 1_000;
const reasonSchema = z.object({ reason: z.string() });
const buriedSchema = envelopeSchema.partial().extend({ reason: z.string().optional() });

/** Jobs that wait, run or are dead; those that are done are left out. */
export async function listJobs(db: Database): Promise<ListedJob[]> {
  const boss = await sender(db);
  const found = await Promise.all(
    QUEUES.map((queue) => boss.findJobs(queue, { db: queueIn(db), limit: LISTED })),
  );
  return found
    .flat()
    .filter((row) => WAITING_STATES.has(row.state))
    .map((row) => {
      const data = buriedSchema.safeParse(row.data).data;
      const failure = reasonSchema.safeParse(row.sourceOutput ?? row.output).data;
      return {
        id: data?.id ?? row.id,
        kind: data?.job?.kind ?? "?",
        state: row.name === "dead" ? "dead" : row.state === "created" ? "waiting" : row.state,
        requestedAt: new Date(data?.requestedAt ?? row.createdOn),
        tries: row.sourceRetryCount ?? row.retryCount,
        reason: data?.reason ?? failure?.reason ?? "",
      };
    });
}

/**
 * Sends dead jobs back to work, as if they were asked for now.
 *
 * @param id one of them; all of them without
 * @returns how many
 */
export async function retryDead(db: Database, id?: string): Promise<number> {
  await compareClocks(db);
  return forDead(db, id, async (tx, data) => {
    const envelope = envelopeSchema.safeParse(data);
    if (!envelope.success) return false;
    await put(tx, { ...envelope.data, requestedAt: databaseTime().toISOString() });
    return true;
  });
}

/** Forgets dead jobs. Parameters and result as `retryDead`. */
export const dropDead = (db: Database, id?: string): Promise<number> => forDead(db, id, async () => true);

type Each = (tx: Parameters<typeof queueIn>[0], data: unknown) => Promise<boolean>;

async function forDead(db: Database, id: string | undefined, each: Each): Promise<number> {
  const boss = await sender(db);
  return db.transaction(async (tx) => {
    const through = { db: queueIn(tx) };
    const rows = await boss.findJobs<object>("dead", {
      ...through,
      ...(id ? { data: { id } } : {}),
      queued: true,
    });
    let count = 0;
    for (const row of rows) {
      if (!(await each(tx, row.data))) continue;
      await boss.deleteJob("dead", row.id, through);
      count += 1;
    }
    return count;
  });
}
