import type { Database } from "@/db/connection";
import { closeDatabase, database } from "@/lib/database";
import { adoptEnvironment } from "@/lib/env";
import { dropDead, listJobs, retryDead } from "@/lib/jobs/operator";
import { Refusal, runCommand } from "./command";
import { joinSite } from "./site";

const USAGE = `npm run jobs -- list          jobs that wait, run or are dead
npm run jobs -- retry [id]    dead jobs back to work: one, or all
npm run jobs -- drop [id]     dead jobs forgotten: one, or all`;

/** `npm run jobs`: what an operator can do with background jobs. */
await runCommand(async () => {
  const [verb, id] = process.argv.slice(2);
  if (!verb || !["list", "retry", "drop"].includes(verb)) throw new Refusal(USAGE);
  const site = await joinSite();
  try {
    adoptEnvironment(site.environment);
    await perform(verb, database(), id);
    await closeDatabase();
  } finally {
    await site.close();
  }
});

async function perform(verb: string, db: Database, id?: string): Promise<void> {
  if (verb === "retry") return console.log(`${await retryDead(db, id)} sent back to work`);
  if (verb === "drop") return console.log(`${await dropDead(db, id)} dropped`);
  const jobs = await listJobs(db);
  if (jobs.length === 0) console.log("No jobs wait.");
  for (const { id, state, kind, requestedAt, tries, reason } of jobs) {
    console.log([id, state.padEnd(7), requestedAt.toISOString(), kind, `tries ${tries}`, reason].join("  "));
  }
}
