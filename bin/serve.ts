import { env } from "@/lib/env";
import { onReload, stopped } from "./command";
import { bringSchemaUpToDate } from "./schema";
import { type Servers, startServers } from "./servers";
import { openSite } from "./site";
import { seconds, stage } from "./stage";

/**
 * Serves built pages until told to stop: database, schema, server processes.
 *
 * @param folder with the built program; it may be a link, which SIGHUP follows anew
 * @throws Refusal with a remedy when something is missing
 */
export async function serve(folder: string, stop: AbortSignal): Promise<void> {
  const site = await openSite();
  try {
    await bringSchemaUpToDate(site, stop);
    if (stop.aborted) return;
    const name = `Starting ${env.webConcurrency} server process${env.webConcurrency === 1 ? "" : "es"}`;
    const servers = await inOnePiece(() => stage(name, () => startServers(folder, site.environment)));
    console.log(`\nReady after ${seconds(performance.now())}: ${env.appUrl}\nCtrl-C stops it.\n`);
    onReload(() => void renewed(servers));
    await stopped(stop);
    console.log("Stopping: running requests may finish ...");
    await servers.stop();
  } finally {
    await site.close();
  }
  console.log("Stopped.");
}

/** Keeps the log back while a line is being written beside it. */
async function inOnePiece<T>(work: () => Promise<T>): Promise<T> {
  process.stdout.cork();
  try {
    return await work();
  } finally {
    process.stdout.uncork();
  }
}

async function renewed(servers: Servers): Promise<void> {
  console.log("Starting anew, one process after the other ...");
  const isDone = await servers.renew();
  if (isDone) console.log("All processes are new.");
  else console.error("A new process does not answer: the old ones go on.");
}
