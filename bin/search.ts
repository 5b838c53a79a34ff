import { closeDatabase, database } from "@/lib/database";
import { adoptEnvironment } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { chosenSearch, chosenSearchCopy } from "@/lib/ports/choose";
import { everyPost } from "@/lib/search/jobs";
import { runCommand } from "./command";
import { joinSite } from "./site";
import { stage } from "./stage";

/** `npm run search:reindex`: the index anew from the database, while the old one answers. */
await runCommand(async () => {
  const site = await joinSite();
  try {
    adoptEnvironment(site.environment);
    const ctx = { db: database(), viewer: null };
    const copy = chosenSearchCopy();
    await stage("Building the search index", () => (copy ?? chosenSearch(ctx.db)).reindex(everyPost(ctx)));
    // What was written meanwhile went to the old index.
    if (copy) await enqueue(ctx, { kind: "search.compare" });
    await closeDatabase();
  } finally {
    await site.close();
  }
});
