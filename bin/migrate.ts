import { runCommand } from "./command";
import { bringSchemaUpToDate } from "./schema";
import { joinSite } from "./site";

/** `npm run migrate`: the schema up to date, beside a running copy or without one. */
await runCommand(async (stop) => {
  const site = await joinSite();
  try {
    await bringSchemaUpToDate(site, stop);
  } finally {
    await site.close();
  }
});
