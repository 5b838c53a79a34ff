import { afterAll } from "vitest";
import { type ConnectionOptions, connect } from "@/db/connection";
import { openRelay } from "./relay";

/** Ways to open further connections to a database, as the application does; closed after the suite. */
export function openings(database: { readonly url: string }) {
  const toClose: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(toClose.map((open) => open.close())));

  const open = (options: Partial<ConnectionOptions> = {}) => {
    const connection = connect({ url: database.url, max: 4, prepare: true, ...options });
    toClose.push(connection);
    return connection;
  };

  const openBehindRelay = async (max = 4) => {
    const relay = await openRelay(database.url);
    const { db } = open({ url: relay.url, max });
    toClose.push(relay);
    return { relay, db };
  };

  return { open, openBehindRelay };
}
