import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { beforeAll, describe, it } from "vitest";
import { freshDatabase } from "../support/database";
import { openRelay, type Relay } from "../support/relay";
import { expectCalm, storm } from "../support/storm";

const fresh = freshDatabase({ max: 2 });
beforeAll(() => fresh.db.execute(sql`create table ledger (entry text primary key)`));

async function again(times: number, everyMs: number, what: () => unknown): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    await what();
    await sleep(everyMs);
  }
}

const TROUBLES: Record<string, (relay: Relay) => Promise<void>> = {
  "loses its connections again and again": (relay) => again(10, 200, relay.cut),
  "hangs up again and again": (relay) => again(10, 200, relay.hangUp),
  "is gone for two seconds, three times": (relay) =>
    again(3, 500, async () => {
      await relay.turn("refuse");
      relay.cut();
      await sleep(2_000);
      await relay.turn("ok");
    }),
  "is silent": async (relay) => {
    await relay.turn("freeze");
    await sleep(6_000);
    await relay.turn("ok");
  },
  "takes connections and closes them": async (relay) => {
    await relay.turn("fin");
    relay.cut();
    await sleep(4_000);
    await relay.turn("ok");
  },
};

describe.concurrent("while the database", () => {
  it.each(Object.entries(TROUBLES))(
    "%s, everybody is answered within 6 s and nothing is lost",
    async (_, trouble) => {
      const relay = await openRelay(fresh.url);
      const report = await storm(relay.url, async () => {
        await sleep(300);
        await trouble(relay);
      });
      await relay.close();
      await expectCalm(report, fresh.db);
    },
    30_000,
  );
});
