import { afterAll, beforeAll, expect, it } from "vitest";
import { crowd } from "../support/crowd";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { openPages } from "../support/open-pages";
import { people, writeMany } from "../support/people";
import { type BuiltServer, builtServer, SECRET } from "../support/server";
import { visitors } from "../support/visitors";

const STREAMS = 1_000;
const LIMIT_MB = 100;

const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;

beforeAll(async () => {
  server = await builtServer({ DATABASE_URL: fresh.url });
  await server.start();
  for (const ctx of await people(fresh.db, "ann", "bob", "cleo")) await writeMany(ctx, 100);
  const readers = await visitors(fresh.db, { count: 5, secret: SECRET });
  await crowd(server.url, readers, { width: 4, forMs: 5_000 });
});
afterAll(() => server?.kill("SIGKILL"));

it("holds a thousand open pages in little memory and by one connection to the database", async () => {
  const { url, pid } = server;
  const { mb, listening, told, reachedMs } = await openPages(
    { url, pid, db: fresh.db, secret: SECRET },
    STREAMS,
  );
  note(
    "D7",
    `${STREAMS} open streams on one process: < ${LIMIT_MB} MB`,
    `${(mb.during - mb.before).toFixed(0)} MB, all told within ${reachedMs.toFixed(0)} ms`,
  );
  expect(mb.during - mb.before).toBeLessThan(LIMIT_MB);
  expect(listening).toBe(1);
  expect(told).toBe(STREAMS);
});
