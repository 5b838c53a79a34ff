import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { end, start } from "@/bin/child";
import { STANDALONE } from "@/bin/pages";
import { freePort } from "@/bin/postgres/credentials";
import { type Connection, connect, type Database } from "@/db/connection";
import { migrate } from "@/db/migrate";
import { environmentWith } from "@/lib/env";
import { openRelay, type Relay } from "../../support/relay";
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

const READY_WITHIN_MS = 20_000;
const STOP_WITHIN_MS = 15_000;

/** Starts one more server process on the pages as built, beside the site under test. */
export async function openOwnSite(settings: Record<string, string> = {}): Promise<OwnSite> {
  const database = await createDatabase();
  const relay = await openRelay(database.url);
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const secret = "signs-the-sessions-of-one-story-only-0123456789";
  const environment = {
    PORT: port,
    HOSTNAME: "127.0.0.1",
    APP_URL: url,
    AUTH_SECRET: secret,
    NODE_OPTIONS: "",
  };
  const server = start(
    [process.execPath, `${STANDALONE}/server.js`],
    environmentWith({ ...environment, NODE_ENV: "production", DATABASE_URL: relay.url, ...settings }),
    "pipe",
  );
  const chunks: Buffer[] = [];
  for (const stream of [server.stdout, server.stderr]) stream?.on("data", (chunk) => chunks.push(chunk));
  await answers(url);
  return {
    url,
    db: database.connection.db,
    relay,
    log: () => Buffer.concat(chunks).toString(),
    close: async () => {
      await end(server, STOP_WITHIN_MS);
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

async function answers(url: string): Promise<void> {
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(50)) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
  }
  throw new Error(`The server at ${url} does not answer.`);
}
