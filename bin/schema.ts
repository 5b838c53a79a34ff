import { awaitDatabase, migrate } from "@/db/migrate";
import { Unavailable } from "@/db/outage";
import { env } from "@/lib/env";
import { Refusal, stopped } from "./command";
import type { Site } from "./site";
import { stage } from "./stage";

/**
 * The stage of every command that needs the tables.
 * @throws Refusal when the database does not let us in
 */
export async function bringSchemaUpToDate({ databaseUrl }: Site, stop: AbortSignal): Promise<void> {
  await stage("Bringing the schema up to date", () =>
    // Waiting for a database that does not come up must not keep Ctrl-C waiting.
    Promise.race([migrate(databaseUrl, waitMs()).catch(explain), stopped(stop)]),
  );
}

/**
 * Asks a configured database whether it is there, before minutes of work.
 * @throws Refusal when it does not let us in
 */
export async function requireDatabase(stop: AbortSignal): Promise<void> {
  if (env.isDatabaseEmbedded) return;
  await Promise.race([awaitDatabase(env.databaseDirectUrl, waitMs()).catch(explain), stopped(stop)]);
}

const waitMs = () => env.databaseWaitSeconds * 1_000;

function explain(error: unknown): never {
  const isRefused =
    error instanceof Unavailable || (error instanceof Error && error.name === "PostgresError");
  if (!isRefused) throw error;
  const isDirect = !env.isDatabaseEmbedded && env.databaseDirectUrl !== env.databaseUrl;
  const variable = isDirect ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
  const remedy = `${variable}: look at its host, port, user, password and name, and whether the server runs.`;
  throw new Refusal(`${error.message.replace(/\.$/, "")}.\n  ${remedy}`);
}
