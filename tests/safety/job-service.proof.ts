import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../support/database";
import { type Mode, type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

const askForExport = ({ bearer }: Visitor) =>
  ask(`${server.url}/api/exports`, { method: "POST", headers: bearer });

describe("a service for jobs", () => {
  // Each has one export under way, so each asks in one mode only.
  let waiting: Visitor[];
  beforeAll(async () => {
    fake = await startProviders();
    waiting = await visitors(fresh.db, { count: 10, secret: SECRET });
    server = await builtServer({
      DATABASE_URL: fresh.url,
      INNGEST_EVENT_KEY: "key",
      INNGEST_SIGNING_KEY: `signkey-prod-${"ab".repeat(32)}`,
      INNGEST_BASE_URL: fake.url,
    });
    await server.start();
    // The first of its kind finds a cold server.
    const [first] = waiting.splice(0, 1);
    if (first) expect((await askForExport(first)).status).toBe(202);
    await vi.waitFor(() => expect(fake.events).toHaveLength(1), { timeout: 20_000 });
  });

  it.for(["hang", "reset", "500"] as Mode[])(
    "that answers %s holds no request up, and gets each job once",
    async (mode) => {
      const from = fake.events.length;
      fake.mode = mode;
      const mine = waiting.splice(0, 3);
      const answers = [];
      for (const person of mine) answers.push(await askForExport(person));
      await sleep(5_000);
      fake.mode = "ok";
      const recoveredAt = performance.now();
      const handed = () => fake.events.slice(from).filter(({ name }) => name.endsWith("exports.make"));
      await vi.waitFor(() => expect(handed()).toHaveLength(mine.length), { timeout: 60_000 });
      const seconds = (performance.now() - recoveredAt) / 1_000;
      const worst = Math.max(...answers.map(({ ms }) => ms));
      note("B4", `jobs ${mode}: export answered as queued ≤ 1 s`, `${worst.toFixed(0)} ms`);
      note(
        "B4",
        `jobs ${mode}: each handed over once ≤ 60 s after`,
        `${handed().length} of ${mine.length} in ${seconds.toFixed(1)} s`,
      );
      expect(answers.map(({ status }) => status)).toEqual(mine.map(() => 202));
      expect(worst).toBeLessThan(1_000);
      expect(new Set(handed().map(({ id }) => id)).size).toBe(mine.length);
    },
  );
});
