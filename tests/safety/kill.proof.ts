import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { enqueue } from "@/lib/jobs/enqueue";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { type BuiltServer, builtServer } from "../support/server";

const MAILS = 200;
const KILLS = 10;
const SECRET = "proves-what-the-proofs-prove-0123456789";

const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
  // So slow that at every moment some mails are on their way.
  fake.latencyMs = 400;
  server = await builtServer({
    DATABASE_URL: fresh.url,
    AUTH_SECRET: SECRET,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
  });
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

it(`loses none of ${MAILS} mails and sends none twice, however often the server is killed`, async () => {
  await fresh.db.execute(sql`insert into users (username, email, password_hash)
    select 'member' || n, 'member' || n || '@example.org', 'x' from generate_series(1, ${MAILS}) n`);
  const people = await fresh.db.execute<{ id: string }>(sql`select id from users`);
  const wanted = await Promise.all(
    people.map(({ id }) =>
      enqueue(
        { db: fresh.db, viewer: null },
        { kind: "passwords.tellChanged", userId: Number(id), locale: "en" },
      ),
    ),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    await server.start();
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_800));
    await server.kill("SIGKILL");
  }
  await server.start();
  const restartedAt = performance.now();
  await vi.waitFor(() => expect(fake.mails.length).toBeGreaterThanOrEqual(MAILS), { timeout: 120_000 });
  const seconds = (performance.now() - restartedAt) / 1_000;
  const calls = fake.calls.length;
  console.info(
    `${MAILS} mails, ${KILLS} kills: all there ${seconds.toFixed(1)} s after the last start, ${calls} calls`,
  );
  expect(fake.mails.map(({ key }) => key).toSorted()).toEqual(wanted.toSorted());
  expect(new Set(fake.mails.map(({ to }) => to[0])).size).toBe(MAILS);
  // What was lost of a killed process is taken up within a minute.
  expect(seconds).toBeLessThan(60);
});
