import { readCredentials, urlOf } from "@/bin/postgres/credentials";
import { DATABASE } from "@/bin/postgres/server";
import { type Connection, connect } from "@/db/connection";
import { env } from "@/lib/env";

/** Where the database of the site under test is reached, under its own or another name. */
export async function databaseUrl(name: string = DATABASE): Promise<string> {
  if (!env.isDatabaseEmbedded) {
    const url = new URL(env.databaseUrl);
    if (name !== DATABASE) url.pathname = `/${name}`;
    return url.href;
  }
  const credentials = await readCredentials(env.dataDir);
  if (!credentials) throw new Error(`There is no database in ${env.dataDir}: is the site running?`);
  return urlOf(credentials, name);
}

/** A few connections to the database of the site under test, to set a scene and to look at what was stored. */
export async function openDatabase(): Promise<Connection> {
  return connect({ url: await databaseUrl(), max: 2, prepare: true });
}
