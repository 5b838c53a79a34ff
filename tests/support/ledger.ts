import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { type Answer, ask } from "./server";
import type { Visitor } from "./visitors";

/** What people at the other end of the network have noticed. */
export interface Ledger {
  /** Id of the post by its text, as the site has acknowledged it. */
  acknowledged: Map<string, string>;
  /** Texts that were sent and not acknowledged: they may be stored or not. */
  open: Set<string>;
  /** How often each status was answered; 0 where the connection broke. */
  statuses: Record<number, number>;
  /** Answers that nobody may ever get, each in words. */
  wrong: string[];
  worstMs: number;
  /** When, by `performance.now()`, requests that went well were begun and answered. */
  successes: { from: number; to: number }[];
  /** Lets everybody finish what they have begun. */
  stop(): Promise<void>;
}

interface Crowd {
  url: () => string;
  people: Visitor[];
  /** Of the first ones; the others read their pages. */
  writers: number;
  /** How long somebody waits before the next request. */
  breathMs: number;
}

/** Begins to write and read through the doors of a site, until told to stop. */
export function keepLedger({ url, people, writers, breathMs }: Crowd): Ledger {
  let isOver = false;
  const ledger: Ledger = {
    acknowledged: new Map(),
    open: new Set(),
    statuses: {},
    wrong: [],
    worstMs: 0,
    successes: [],
    stop: async () => {
      isOver = true;
      await Promise.all(live);
    },
  };
  const live = people.map(async (person, number) => {
    for (let turn = 0; !isOver; turn += 1) {
      if (number < writers) await write(ledger, url(), person, randomUUID());
      else await observe(ledger, ask(url() + (turn % 2 ? "/explore" : "/"), { headers: person.cookie }));
      await sleep(breathMs * (0.5 + Math.random()));
    }
  });
  return ledger;
}

/** Writes a post whose text is its key as well. @returns whether it is acknowledged */
export async function write(ledger: Ledger, url: string, person: Visitor, text: string): Promise<boolean> {
  ledger.open.add(text);
  const headers = { ...person.bearer, "content-type": "application/json", "idempotency-key": text };
  const body = JSON.stringify({ body: text });
  const answer = await observe(ledger, ask(`${url}/api/posts`, { method: "POST", headers, body }));
  if (answer?.status !== 201 && answer?.status !== 200) return false;
  const { id } = JSON.parse(answer.body);
  const before = ledger.acknowledged.get(text);
  if (before !== undefined && before !== id) ledger.wrong.push(`${text} is ${before} and ${id}`);
  ledger.acknowledged.set(text, id);
  ledger.open.delete(text);
  return true;
}

async function observe(ledger: Ledger, asked: Promise<Answer>): Promise<Answer | null> {
  const from = performance.now();
  const answer = await asked.catch(() => null);
  const to = performance.now();
  const status = answer?.status ?? 0;
  ledger.statuses[status] = (ledger.statuses[status] ?? 0) + 1;
  ledger.worstMs = Math.max(ledger.worstMs, to - from);
  if (!answer) return null;
  if (status < 300) ledger.successes.push({ from, to });
  else if (status !== 503) ledger.wrong.push(`${status} ${answer.headers.location ?? ""}`);
  else if (!answer.headers["retry-after"]) ledger.wrong.push("503 without Retry-After");
  const cookies = (answer.headers["set-cookie"] ?? []).filter((cookie) => cookie.startsWith("mb.session"));
  if (cookies.length > 0) ledger.wrong.push(`a cookie with ${status}`);
  return answer;
}

/** From a moment on, how long it took until a request that was begun after it went well, in ms. */
export const firstSuccessAfter = ({ successes }: Ledger, moment: number): number =>
  Math.min(...successes.filter(({ from }) => from >= moment).map(({ to }) => to)) - moment;

/** The statuses in words: "200 × 812, 503 × 40". */
export const inWords = ({ statuses }: Ledger): string =>
  Object.entries(statuses)
    .map(([status, count]) => `${status === "0" ? "none" : status} × ${count}`)
    .join(", ");

/** What was acknowledged and is not there. @param db sees the posts whatever happened on the way */
export async function missingOf({ acknowledged }: Ledger, db: Database): Promise<string[]> {
  const rows = await db.execute<{ id: string; body: string }>(sql`select id::text, body from posts`);
  const stored = new Map(rows.map(({ id, body }) => [id, body]));
  return [...acknowledged].filter(([text, id]) => stored.get(String(id)) !== text).map(([text]) => text);
}
