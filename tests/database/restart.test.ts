import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Postgres, startPostgres } from "@/bin/postgres/server";
import { connect } from "@/db/connection";
import { expectCalm, storm } from "../support/storm";

it("a server that is stopped for two seconds, three times, loses nothing it has acknowledged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "microblog-restart-"));
  let server: Postgres = await startPostgres(folder);
  const { url } = server;
  const direct = connect({ url, max: 1, prepare: true });
  await direct.db.execute(sql`create table ledger (entry text primary key)`);
  try {
    const report = await storm(url, async () => {
      for (let round = 0; round < 3; round += 1) {
        await sleep(500);
        await server.stop();
        await sleep(2_000);
        server = await startPostgres(folder);
        expect(server.url).toBe(url);
      }
    });
    await expectCalm(report, direct.db);
  } finally {
    await direct.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
