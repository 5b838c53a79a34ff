import { connect } from "@/db/connection";
import { openPages, type StreamCost } from "../support/open-pages";
import { load, type Shot } from "./load";
import { SECRET, startAlone } from "./programs";

/** Long enough for one process to have drawn some pages, so that only streams are counted. */
const WARM_SECONDS = 5;
const WARM_CONNECTIONS = 8;

/** What so many open pages cost one process that has drawn pages before. */
export async function streams(databaseUrl: string, feed: Shot, count: number): Promise<StreamCost> {
  const program = await startAlone(databaseUrl);
  const { db, close } = connect({ url: databaseUrl, max: 4, prepare: true });
  try {
    const { origin, usage: server } = program;
    const [pid = 0] = program.pids();
    const database = () => ({ cpuMs: 0, residentMb: [] });
    await load({
      ...{ origin, shot: feed, connections: WARM_CONNECTIONS, seconds: WARM_SECONDS, server, database },
    });
    return await openPages({ url: origin, pid, db, secret: SECRET }, count);
  } finally {
    await close();
    await program.stop();
  }
}
