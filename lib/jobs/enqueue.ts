import "server-only";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Db, fromDrizzle, PgBoss } from "pg-boss";
import type { Database, Transaction } from "@/db/connection";
import { QUEUE_SCHEMA } from "@/db/queue";
import { databaseTime } from "../clock";
import type { Context } from "../context";
import { database } from "../database";
import { log } from "../log";
import { type Envelope, type Job, queueOf } from "./schema";

type AnyDatabase = Database | Transaction;

/** Runs the queue's statements on a connection or in a transaction of ours. */
export const queueIn = (db: AnyDatabase): Db => fromDrizzle(db as never, sql);

let preparing: AnyDatabase | undefined;
// The bundler may load this module more than once in one process.
const shared = globalThis as typeof globalThis & { microblogSender?: Promise<PgBoss> };

const CACHE_SECONDS = 3_600;

/**
 * The writing half of the queue; it has no connections of its own. What it must know of the queues it
 * reads once, on the connection of whoever asks first.
 */
export function sender(db: AnyDatabase): Promise<PgBoss> {
  shared.microblogSender ??= prepare(db).catch((error) => {
    shared.microblogSender = undefined;
    throw error;
  });
  return shared.microblogSender;
}

async function prepare(db: AnyDatabase): Promise<PgBoss> {
  const current: Db = {
    executeSql: (text, values) => queueIn(preparing ?? database()).executeSql(text, values),
  };
  const boss = new PgBoss({
    db: current,
    schema: QUEUE_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    queueCacheIntervalSeconds: CACHE_SECONDS,
  });
  boss.on("error", (error) => log.warn({ event: "queue-not-read", reason: error.message }));
  preparing = db;
  try {
    return await boss.start();
  } finally {
    preparing = undefined;
  }
}

/**
 * Asks for something to be done in the background. Within a transaction the job is there when it
 * commits and not otherwise, so what happened and what follows from it cannot come apart.
 *
 * @returns the job's id
 */
export async function enqueue(ctx: Context, job: Job, startAfter?: Date): Promise<string> {
  const id = randomUUID();
  const envelope = { id, requestedAt: databaseTime().toISOString(), postponements: 0, job };
  await put(ctx.db, envelope, startAfter);
  return id;
}

/** Puts an envelope into its queue, on a row of its own. */
export async function put(db: AnyDatabase, envelope: Envelope, startAfter?: Date): Promise<void> {
  const boss = await sender(db);
  await boss.send(queueOf(envelope.job.kind), envelope, { db: queueIn(db), startAfter });
}

/** Lays a job aside for an operator, with the reason. */
export async function bury(db: AnyDatabase, envelope: Envelope, reason: string): Promise<void> {
  const boss = await sender(db);
  await boss.send("dead", { ...envelope, reason }, { db: queueIn(db) });
}
