import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "./command";
import { identityOf } from "./process-identity";

const fileOf = (dataDir: string) => join(dataDir, "owner");

/** Whether a living process has claimed the folder; gives its number. */
export async function ownerOf(dataDir: string): Promise<number | null> {
  const noted = await readFile(fileOf(dataDir), "utf8").catch(() => "");
  const pid = Number.parseInt(noted, 10);
  return pid > 0 && identityOf(pid) === noted ? pid : null;
}

/**
 * Takes a data folder for this process, so that two copies never run one database.
 * @returns what gives it back
 * @throws Refusal when a living process has it; that of a process that is gone is taken over
 */
export async function claim(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const owner = await ownerOf(dataDir);
  if (owner !== null) {
    throw new Refusal(
      `Another copy (process ${owner}) works on ${dataDir}. Stop it, or choose another DATA_DIR and PORT.`,
    );
  }
  await writeFile(fileOf(dataDir), identityOf(process.pid) ?? "", { mode: 0o600 });
  return () => rm(fileOf(dataDir), { force: true });
}
