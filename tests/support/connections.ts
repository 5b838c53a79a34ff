import { afterAll } from "vitest";
import { type ConnectionOptions, connect } from "@/db/connection";
import { DEADLINES, type Deadlines } from "@/db/deadlines";
import { openRelay } from "./relay";

/** The deadlines of the application, each a fifth as long. */
export const HASTY = Object.fromEntries(
  Object.entries(DEADLINES).map(([name, ms]) => [name, ms / 5]),
) as unknown as Deadlines;

/** Ways to open further connections to a database, as the application does; closed after the suite. */
export function openings(database: { readonly url: string }) {
  const toClose: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(toClose.map((open) => open.close())));

  const open = (options: Partial<ConnectionOptions> = {}) => {
    const connection = connect({ url: database.url, max: 4, prepare: true, ...options });
    toClose.push(connection);
    return connection;
  };

  const openBehindRelay = async (max = 4, deadlines = DEADLINES) => {
    const relay = await openRelay(database.url);
    const { db } = open({ url: relay.url, max, deadlines });
    toClose.push(relay);
    return { relay, db };
  };

  return { open, openBehindRelay };
}
