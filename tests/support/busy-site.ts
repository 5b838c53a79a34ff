import { afterAll, beforeAll } from "vitest";
import type { Database } from "@/db/connection";
import { crowd } from "./crowd";
import { freshDatabase } from "./database";
import { people, writeMany } from "./people";
import { type BuiltServer, builtServer, SECRET } from "./server";
import { type Visitor, visitors } from "./visitors";

/** A site with 1 500 posts and twenty people who read them, warmed up. */
export interface BusySite {
  readonly db: Database;
  readonly server: BuiltServer;
  readonly readers: Visitor[];
}

export function busySite(settings: Record<string, string> = {}): BusySite {
  const fresh = freshDatabase({ max: 5 });
  let server: BuiltServer;
  let readers: Visitor[];

  beforeAll(async () => {
    server = await builtServer({ DATABASE_URL: fresh.url, ...settings });
    await server.start();
    for (const ctx of await people(fresh.db, "ann", "bob", "cleo")) await writeMany(ctx, 500);
    readers = await visitors(fresh.db, { count: 20, secret: SECRET });
    await crowd(server.url, readers, { width: 10, forMs: 5_000 });
  });
  afterAll(() => server?.kill("SIGKILL"));

  return {
    get db() {
      return fresh.db;
    },
    get server() {
      return server;
    },
    get readers() {
      return readers;
    },
  };
}
