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

// Everything a fifth as long as in earnest, the deadlines too.
const TROUBLES: Record<string, (relay: Relay) => Promise<void>> = {
  "loses its connections again and again": (relay) => again(10, 40, relay.cut),
  "hangs up again and again": (relay) => again(10, 40, relay.hangUp),
  "is gone for a while, three times": (relay) =>
    again(3, 100, async () => {
      await relay.turn("refuse");
      relay.cut();
      await sleep(400);
      await relay.turn("ok");
    }),
  "is silent": async (relay) => {
    await relay.turn("freeze");
    await sleep(1_200);
    await relay.turn("ok");
  },
  "takes connections and closes them": async (relay) => {
    await relay.turn("fin");
    relay.cut();
    await sleep(800);
    await relay.turn("ok");
  },
};

describe.concurrent("while the database", () => {
  it.each(Object.entries(TROUBLES))(
    "%s, everybody is answered in time and nothing is lost",
    async (_, trouble) => {
      const relay = await openRelay(fresh.url);
      const report = await storm(relay.url, async () => {
        await sleep(100);
        await trouble(relay);
      });
      await relay.close();
      await expectCalm(report, fresh.db);
    },
  );
});
