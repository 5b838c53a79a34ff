import { sql } from "drizzle-orm";
import { type Connection, connect, type Database } from "@/db/connection";
import { migrate } from "@/db/migrate";
import { openRelay, type Relay } from "../../support/relay";
import { builtServer } from "../../support/server";
import { databaseUrl } from "./database";

/** A copy of the site of a story's own, with an empty database that can be broken. */
export interface OwnSite {
  /** Its origin. */
  url: string;
  /** Past the relay: what was stored, whatever the weather. */
  db: Database;
  /** Between the server and its database. */
  relay: Relay;
  /** What the server has written so far. */
  log(): string;
  close(): Promise<void>;
}

/** Starts one more server process on the pages as built, beside the site under test. */
export async function openOwnSite(settings: Record<string, string> = {}): Promise<OwnSite> {
  const database = await createDatabase();
  const relay = await openRelay(database.url);
  const secret = "signs-the-sessions-of-one-story-only-0123456789";
  const server = await builtServer({ DATABASE_URL: relay.url, AUTH_SECRET: secret, ...settings });
  await server.start();
  return {
    url: server.url,
    db: database.connection.db,
    relay,
    log: server.output,
    close: async () => {
      await server.kill("SIGTERM");
      await relay.close();
      await database.drop();
    },
  };
}

async function createDatabase(): Promise<{ url: string; connection: Connection; drop: () => Promise<void> }> {
  const name = `story_${process.pid}_${Date.now()}`;
  const [server, url] = [await databaseUrl("postgres"), await databaseUrl(name)];
  await once(server, `create database ${name}`);
  await migrate(url);
  const connection = connect({ url, max: 2, prepare: true });
  const drop = async () => {
    await connection.close();
    await once(server, `drop database ${name} with (force)`);
  };
  return { url, connection, drop };
}

async function once(url: string, statement: string): Promise<void> {
  const connection = connect({ url, max: 1, prepare: false });
  await connection.db.execute(sql.raw(statement));
  await connection.close();
}
