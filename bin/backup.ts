import { createWriteStream } from "node:fs";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type ArchivedFile, FILE_NAME, type RowCounts } from "@/db/archive";
import { writeArchive } from "@/db/backup";
import { env } from "@/lib/env";
import { Refusal, runCommand, stopped } from "./command";
import { bringSchemaUpToDate } from "./schema";
import { joinSite } from "./site";
import { stage } from "./stage";

const USAGE = "npm run backup -- FILE     everything, into one file; the site may go on running";

/** `npm run backup FILE`: the database at one moment, and the mails that were kept in a folder. */
await runCommand(async (stop) => {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) throw new Refusal(USAGE);
  const site = await joinSite();
  try {
    await bringSchemaUpToDate(site, stop);
    const work = stage("Writing the backup", () => write(site.databaseUrl, file));
    const counts = await Promise.race([work, stopped(stop)]);
    if (!counts) return;
    console.log(`${file}: ${Object.values(counts).reduce((sum, count) => sum + count, 0)} rows.`);
  } finally {
    await site.close();
  }
});

/** A file of that name is whole, however this ends. */
async function write(url: string, file: string): Promise<RowCounts> {
  const partial = `${file}.partial`;
  // It holds addresses and what people wrote to each other.
  const target = createWriteStream(partial, { mode: 0o600, flush: true });
  const zip = createGzip();
  zip.pipe(target);
  try {
    const counts = await writeArchive(url, zip, keptMails());
    zip.end();
    await finished(target);
    await rename(partial, file);
    return counts;
  } catch (error) {
    target.destroy();
    await rm(partial, { force: true });
    throw error;
  }
}

async function* keptMails(): AsyncGenerator<ArchivedFile> {
  const folder = join(env.dataDir, "outbox");
  for (const name of (await readdir(folder).catch(() => [])).sort()) {
    if (FILE_NAME.test(name)) yield { name, base64: await readFile(join(folder, name), "base64") };
  }
}
