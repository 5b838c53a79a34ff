import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { type ArchivedFile, ArchiveError } from "@/db/archive";
import { readArchive } from "@/db/restore";
import { env } from "@/lib/env";
import { Refusal, runCommand, stopped } from "./command";
import { requireDatabase } from "./schema";
import { openSite } from "./site";
import { stage } from "./stage";

const USAGE = `npm run restore -- FILE [--force]     a backup in the place of what is there

Stop the site first. With --force accounts that are there already are lost.`;

/** `npm run restore FILE`: what `npm run backup` has written, into an empty installation. */
await runCommand(async (stop) => {
  const given = process.argv.slice(2);
  const [file, ...more] = given.filter((option) => option !== "--force");
  if (!file || file.startsWith("-") || more.length > 0) throw new Refusal(USAGE);
  await requireDatabase(stop);
  // Never beside a running copy: it would write into what is being replaced.
  const site = await openSite();
  try {
    const options = { url: site.databaseUrl, isForced: given.includes("--force"), keepFile: keepMail };
    const work = stage("Restoring the backup", () => read(file, options)).catch(explain);
    const counts = await Promise.race([work, stopped(stop)]);
    if (!counts) return;
    console.log(`${Object.values(counts).reduce((sum, count) => sum + count, 0)} rows are back.`);
    if (env.meilisearchUrl) console.log("Now build the search index anew: npm run search:reindex");
  } finally {
    await site.close();
  }
});

async function read(file: string, options: Parameters<typeof readArchive>[1]) {
  const open = () => {
    const source = createReadStream(file);
    const bytes = createGunzip();
    source.on("error", (error) => bytes.destroy(error));
    return source.pipe(bytes);
  };
  return readArchive(open, options);
}

async function keepMail({ name, base64 }: ArchivedFile): Promise<void> {
  const folder = join(env.dataDir, "outbox");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, name), Buffer.from(base64, "base64"), { mode: 0o600 });
}

function explain(error: unknown): never {
  const { code = "" } = error as NodeJS.ErrnoException;
  if (error instanceof ArchiveError) throw new Refusal(error.message);
  if (code.startsWith("Z_")) throw new Refusal("The backup is damaged or cut off: nothing was touched.");
  if (code === "ENOENT") throw new Refusal("There is no such file.");
  throw error;
}
