import { randomBytes } from "node:crypto";
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { notify } from "@/lib/notifications/mutations";
import { residentMb } from "./process";
import { visitors } from "./visitors";

/** What open pages cost the one process that serves them. */
export interface StreamCost {
  streams: number;
  /** What the process held before, with all of them, and after them. */
  mb: { before: number; during: number; after: number };
  /** Connections to the database that listen, for all of them. */
  listening: number;
  /** How many were told of a notification to everybody, and when the last of them was. */
  told: number;
  reachedMs: number;
}

const PER_PERSON = 20;
const SETTLED_MS = 3_000;
const TOLD_WITHIN_MS = 10_000;
const OPENED_AT_ONCE = 50;

interface Site {
  url: string;
  pid: number;
  db: Database;
  secret: string;
}

/**
 * Opens so many streams on one process, tells each of them something and lets them go. The process
 * should have answered some pages before, or what it loads for its first ones is counted too.
 */
export async function openPages(site: Site, count: number): Promise<StreamCost> {
  const { url, pid, db, secret } = site;
  const prefix = `looker_${randomBytes(4).toString("hex")}_`;
  const people = await visitors(db, { count: Math.ceil(count / PER_PERSON), secret, prefix });
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  let told = 0;
  const addresses = people.flatMap((person) => Array.from({ length: PER_PERSON }, () => person));
  const openAll = async (some: typeof people) => {
    for (let from = 0; from < some.length; from += OPENED_AT_ONCE) {
      const now = some.slice(from, from + OPENED_AT_ONCE);
      await Promise.all(now.map(({ cookie }) => open(agent, url, cookie, () => (told += 1))));
    }
  };
  try {
    // The first of them make the listening connection and have the code compiled.
    await openAll(addresses.slice(0, OPENED_AT_ONCE));
    agent.destroy();
    await sleep(SETTLED_MS);
    const before = residentMb(pid);
    await openAll(addresses);
    await sleep(SETTLED_MS);
    const during = residentMb(pid);
    const listening = await listeners(db);
    const from = performance.now();
    await Promise.all(people.map(({ id }) => notify({ db, viewer: null }, id, "unread_message_count", 1)));
    while (told < count && performance.now() - from < TOLD_WITHIN_MS) await sleep(5);
    const reachedMs = performance.now() - from;
    agent.destroy();
    await sleep(SETTLED_MS);
    return { streams: count, mb: { before, during, after: residentMb(pid) }, listening, told, reachedMs };
  } finally {
    agent.destroy();
  }
}

/** Opens a stream and waits until it flows. */
async function open(agent: Agent, url: string, headers: { cookie: string }, onTold: () => void) {
  const ready = Promise.withResolvers<void>();
  const stream = get(`${url}/notifications/stream?since=0`, { agent, headers }, (answer) => {
    if (answer.statusCode !== 200) ready.reject(new Error(`a stream was answered ${answer.statusCode}`));
    answer.on("data", (chunk: Buffer) => {
      if (chunk.includes("event: ready")) ready.resolve();
      if (chunk.includes("unread_message_count")) onTold();
    });
    answer.on("error", () => undefined);
  });
  stream.on("error", ready.reject);
  await ready.promise;
}

async function listeners(db: Database): Promise<number> {
  const rows = await db.execute(sql`select pid from pg_stat_activity
    where application_name = 'microblog-listen' and datname = current_database()`);
  return rows.length;
}
