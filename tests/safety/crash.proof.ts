import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { inWords, keepLedger, write } from "../support/ledger";
import { type BuiltServer, builtServer, hiddenOn, post, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const KILLS = 20;
const WRITERS = 20;
// Twenty writers who pause for 0.4 s send 50 posts a second.
const BREATH_MS = 400;

const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let people: Visitor[];

beforeAll(async () => {
  people = await visitors(fresh.db, { count: WRITERS, secret: SECRET });
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
});
afterAll(() => server?.kill("SIGKILL"));

const copies = () =>
  fresh.db.execute<{ body: string; id: string }>(
    sql`select body, min(id)::text as id from posts group by body having count(*) > 1`,
  );

it(`keeps every post it has acknowledged through ${KILLS} kills, and makes none of them twice`, async () => {
  const ledger = keepLedger({ url: () => server.url, people, writers: WRITERS, breathMs: BREATH_MS });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(300 + Math.random() * 1_500);
    await server.kill("SIGKILL");
    await server.start();
  }
  await ledger.stop();
  const broken = ledger.open.size;
  const rows = await fresh.db.execute<{ body: string; id: string }>(sql`select body, id::text from posts`);
  const stored = new Map(rows.map(({ body, id }) => [body, id]));
  const lost = [...ledger.acknowledged].filter(([text, id]) => stored.get(text) !== String(id));
  const unsaid = [...ledger.open].filter((text) => stored.has(text)).length;

  // Everybody sends again what was never answered, and some of what was; by whom it was does not matter
  // to the ledger, but a key is its owner's, so each of them tries.
  const [anyone] = people;
  const again = [...ledger.acknowledged.keys()].slice(-100);
  const owners = await fresh.db.execute<{ body: string; username: string }>(
    sql`select body, username from posts join users on users.id = author_id`,
  );
  const ownerOf = new Map(owners.map(({ body, username }) => [body, username]));
  for (const text of [...ledger.open, ...again]) {
    const owner = people.find(({ username }) => username === ownerOf.get(text)) ?? anyone;
    if (owner) expect(await write(ledger, server.url, owner, text)).toBe(true);
  }
  const twice = await copies();
  note("A1", `${KILLS} kills: acknowledged posts lost: 0`, `${lost.length} of ${ledger.acknowledged.size}`);
  note(
    "A1",
    "posts made twice by a retry: 0",
    `${twice.length} (${broken} unanswered, ${unsaid} of them stored)`,
  );
  note(
    "A1",
    "a retry gets the same id",
    `${ledger.wrong.length} others of ${again.length} (${inWords(ledger)})`,
  );
  expect(lost).toEqual([]);
  expect([...twice]).toEqual([]);
  expect(ledger.wrong).toEqual([]);
  expect(ledger.acknowledged.size).toBeGreaterThan(500);
});

it("takes a form that is sent twenty times at once as one", async () => {
  const [ann] = people;
  const headers = ann?.cookie ?? {};
  const form = await hiddenOn(server.url, "body", headers);
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => post(`${server.url}/`, { ...form, body: "pressed twice" }, headers)),
  );
  const [row] = await fresh.db.execute<{ count: number }>(
    sql`select count(*)::int as count from posts where body = 'pressed twice'`,
  );
  note(
    "C4",
    "one form sent 20 times: 1 post, no error",
    `${row?.count}, ${answers.filter(({ status }) => status >= 400).length} errors`,
  );
  expect(row?.count).toBe(1);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
});
