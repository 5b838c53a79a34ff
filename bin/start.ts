import { env } from "@/lib/env";
import { runCommand, STOPPING_IS_ITS_END, stopped } from "./command";
import { buildPages } from "./pages";
import { requireFreePort } from "./port";
import { bringSchemaUpToDate } from "./schema";
import { startServers } from "./servers";
import { openSite } from "./site";
import { seconds, stage } from "./stage";

/** `npm start`: everything from a bare clone to an address that answers. */
await runCommand(async (stop) => {
  await requireFreePort(env.port, env.host);
  await buildPages(env.dataDir, stop);
  const site = await openSite();
  try {
    await bringSchemaUpToDate(site, stop);
    if (stop.aborted) return;
    const name = `Starting ${env.webConcurrency} server process${env.webConcurrency === 1 ? "" : "es"}`;
    const servers = await stage(name, () => startServers(site.environment));
    console.log(`\nReady after ${seconds(performance.now())}: ${env.appUrl}\nCtrl-C stops it.\n`);
    await stopped(stop);
    console.log("Stopping: running requests may finish ...");
    await servers.stop();
  } finally {
    await site.close();
  }
  console.log("Stopped.");
}, STOPPING_IS_ITS_END);
