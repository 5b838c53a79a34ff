import { adoptEnvironment } from "@/lib/env";
import { runJobs } from "@/lib/jobs/process";
import { runCommand, STOPPING_IS_ITS_END } from "./command";
import { joinSite } from "./site";

/** `npm run worker`: background jobs alone, beside servers with JOBS=off. */
await runCommand(async (stop) => {
  const site = await joinSite();
  try {
    adoptEnvironment(site.environment);
    console.log("Working on background jobs. Ctrl-C stops it.");
    await runJobs(stop);
  } finally {
    await site.close();
  }
}, STOPPING_IS_ITS_END);
