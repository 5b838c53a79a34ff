import { randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

/** How an embedded database is reached. Kept in the data folder, readable by its owner only. */
export interface Credentials {
  port: number;
  password: string;
}

export const SUPERUSER = "microblog";

const fileOf = (dataDir: string) => join(dataDir, "postgres.json");

/** The credentials of the database in `dataDir`, or null before its first start. */
export async function readCredentials(dataDir: string): Promise<Credentials | null> {
  const text = await readFile(fileOf(dataDir), "utf8").catch(() => null);
  return text === null ? null : JSON.parse(text);
}

/** Takes the remembered password and port, or makes them; a port that somebody else took is replaced. */
export async function settleCredentials(dataDir: string): Promise<Credentials> {
  const known = await readCredentials(dataDir);
  const settled = {
    port: known && (await isFree(known.port)) ? known.port : await freePort(),
    password: known?.password ?? randomBytes(24).toString("base64url"),
  };
  const draft = `${fileOf(dataDir)}.new`;
  await writeFile(draft, `${JSON.stringify(settled, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, fileOf(dataDir));
  return settled;
}

export const urlOf = ({ port, password }: Credentials, database: string) =>
  `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;

/** A port on which nobody listens at this moment. */
export const freePort = () => listenOnce(0);

const isFree = (port: number) =>
  listenOnce(port).then(
    () => true,
    () => false,
  );

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
