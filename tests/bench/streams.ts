import { readFile } from "node:fs/promises";
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "@playwright/test";
import { sql } from "drizzle-orm";
import { connect } from "@/db/connection";
import { env } from "@/lib/env";
import { notify } from "@/lib/notifications/mutations";
import { makeMember, signIn } from "../e2e/support/member";

/*
 * What open pages cost a server process: memory and connections to the database before, with, and
 * after them, and how long a notification takes to reach them all. The process is warm before: its
 * members have signed in, and a tenth of the pages were open once.
 *
 *   tsx --conditions=react-server tests/bench/streams.ts <process id of the server> [streams]
 */

const PER_PERSON = 20;
const pid = Number(process.argv[2]);
const count = Number(process.argv[3] ?? 1_000);

const residentMb = async () =>
  Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;

const { db, close } = connect({ url: env.databaseUrl, max: 4, prepare: true });
const listening = async () =>
  (await db.execute(sql`select pid from pg_stat_activity where application_name = 'microblog-listen'`))
    .length;

const readers = await Promise.all(
  Array.from({ length: Math.ceil(count / PER_PERSON) }, () => makeMember(db, "bench")),
);
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

async function open(cookie: string, onTold: () => void): Promise<() => void> {
  const ready = Promise.withResolvers<void>();
  const stream = get(
    `${env.appUrl}/notifications/stream?since=0`,
    { agent, headers: { cookie } },
    (answer) => {
      if (answer.statusCode !== 200) ready.reject(new Error(`answered ${answer.statusCode}`));
      answer.on("data", (chunk: Buffer) => {
        if (chunk.includes("event: ready")) ready.resolve();
        if (chunk.includes("unread_message_count")) onTold();
      });
    },
  );
  stream.on("error", ready.reject);
  await ready.promise;
  return () => stream.destroy();
}

async function cookieOf(reader: (typeof readers)[number]): Promise<string> {
  const browser = await request.newContext({ baseURL: env.appUrl });
  await signIn(browser, reader);
  const { cookies } = await browser.storageState();
  await browser.dispose();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

const openAll = (cookies: string[], onTold: () => void) =>
  Promise.all(cookies.flatMap((cookie) => Array.from({ length: PER_PERSON }, () => open(cookie, onTold))));

const cookies: string[] = [];
for (const reader of readers) cookies.push(await cookieOf(reader));
for (const end of await openAll(cookies.slice(0, cookies.length / 10), () => undefined)) end();
await sleep(3_000);

const before = { mb: await residentMb(), listening: await listening() };
let told = 0;
for (const cookie of cookies) await openAll([cookie], () => (told += 1));
await sleep(3_000);
const during = { mb: await residentMb(), listening: await listening() };
const from = performance.now();
await Promise.all(readers.map((reader) => notify(reader.ctx, reader.id, "unread_message_count", 1)));
while (told < count && performance.now() - from < 10_000) await sleep(5);
const reachedMs = Math.round(performance.now() - from);
console.log(
  JSON.stringify({
    streams: count,
    told,
    reachedMs,
    mbBefore: Math.round(before.mb),
    mbDuring: Math.round(during.mb),
    mbForStreams: Math.round(during.mb - before.mb),
    listeningBefore: before.listening,
    listeningDuring: during.listening,
  }),
);
agent.destroy();
await close();
process.exit();
