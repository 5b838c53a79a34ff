import { demoUsernames, otherUsernames, renewDemo, withBulkConnection } from "@/db/demo";
import { hashPassword } from "@/lib/crypto";
import { env } from "@/lib/env";
import { enqueue } from "@/lib/jobs/enqueue";
import { Refusal, runCommand } from "./command";
import { imagine } from "./demo/community";
import { type DemoOptions, demoOptions, whyNoDemo } from "./demo/options";
import { bringSchemaUpToDate } from "./schema";
import { joinSite, type Site } from "./site";
import { stage } from "./stage";

const PASSWORD = "three-small-towns";
const LINE_LENGTH = 100;

/** `npm run demo`: a community to look at, beside a running copy or without one. */
await runCommand(async (stop) => {
  const options = demoOptions(process.argv.slice(2));
  refuse(0, options);
  const site = await joinSite();
  try {
    // Before anything is changed: a foreign database is not even migrated.
    if (!env.isDatabaseEmbedded) refuse((await others(site)).size, options);
    await bringSchemaUpToDate(site, stop);
    if (!stop.aborted) await populate(site, options);
  } finally {
    await site.close();
  }
});

function refuse(others: number, { force }: DemoOptions): void {
  const { isPublic, isDatabaseEmbedded } = env;
  const reason = whyNoDemo({ isPublic, isDatabaseEmbedded, others }, force);
  if (reason) throw new Refusal(reason);
}

function others(site: Site): Promise<Set<string>> {
  return withBulkConnection(site.databaseUrl, otherUsernames);
}

async function populate(site: Site, { people, posts, reset }: DemoOptions): Promise<void> {
  const there = await withBulkConnection(site.databaseUrl, demoUsernames);
  if (there.length > 0 && !reset) {
    console.log("\nThe demo people are there already. To have them anew: npm run demo -- --reset");
    return introduce(there);
  }
  const taken = await others(site);
  const community = await stage(`Imagining ${people} people and ${posts} posts`, async () =>
    imagine({ people, posts, until: new Date(), taken }),
  );
  await stage("Writing them down", async () => {
    const passwordHash = await hashPassword(PASSWORD);
    await withBulkConnection(site.databaseUrl, async (db) => {
      await renewDemo(db, community, passwordHash);
      // An index outside of the database learns of so many at once by being compared with it.
      if (env.meilisearchUrl) await enqueue({ db, viewer: null }, { kind: "search.compare" });
    });
  });
  console.log(
    `\n${people} people, ${community.posts.length} posts, ${community.follows.length} follows, ${community.messages.length} messages.`,
  );
  introduce(community.people.map(({ username }) => username).sort());
}

function introduce(usernames: string[]): void {
  console.log(`\nOpen ${env.appUrl} (after npm start) and sign in as anybody of these people.`);
  console.log(`The password of all of them: ${PASSWORD}\n`);
  console.log(inLines(usernames).join("\n"));
}

function inLines(words: string[]): string[] {
  const lines = [""];
  for (const word of words) {
    const line = `${lines.at(-1)}  ${word}`;
    if (line.length > LINE_LENGTH) lines.push(`  ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines;
}
