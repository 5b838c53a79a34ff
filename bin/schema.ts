import { migrate } from "@/db/migrate";
import { Unavailable } from "@/db/outage";
import { Refusal, stopped } from "./command";
import type { Site } from "./site";
import { stage } from "./stage";

/**
 * The stage of every command that needs the tables.
 * @throws Refusal when the database does not let us in
 */
export async function bringSchemaUpToDate({ databaseUrl }: Site, stop: AbortSignal): Promise<void> {
  await stage("Bringing the schema up to date", async () => {
    try {
      // Waiting for a database that does not come up must not keep Ctrl-C waiting.
      await Promise.race([migrate(databaseUrl), stopped(stop)]);
    } catch (error) {
      const isRefused =
        error instanceof Unavailable || (error instanceof Error && error.name === "PostgresError");
      if (!isRefused) throw error;
      throw new Refusal(
        `${error.message.replace(/\.$/, "")}. Look at DATABASE_URL, and whether its server runs.`,
      );
    }
  });
}
