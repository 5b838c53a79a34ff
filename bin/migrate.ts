import { migrate } from "@/db/migrate";
import { runCommand } from "./command";
import { joinSite } from "./site";
import { stage } from "./stage";

/** `npm run migrate`: the schema up to date, beside a running copy or without one. */
await runCommand(async () => {
  const site = await joinSite();
  try {
    await stage("Bringing the schema up to date", () => migrate(site.databaseUrl));
  } finally {
    await site.close();
  }
});
