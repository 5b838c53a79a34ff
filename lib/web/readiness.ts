import "server-only";
import { database } from "../database";

/** Whether this process can serve people, and if not, what is missing. */
export async function readiness(): Promise<{ isReady: boolean; checks: Record<string, string> }> {
  const checks = { database: await databaseState() };
  return { isReady: Object.values(checks).every((state) => state === "ok"), checks };
}

const DEADLINE_MS = 1_000;

async function databaseState(): Promise<string> {
  const late = new Promise<string>((resolve) =>
    setTimeout(() => resolve("does not answer"), DEADLINE_MS).unref(),
  );
  const answer = database()
    .execute("select 1")
    .then(
      () => "ok",
      () => "not reachable",
    );
  return Promise.race([answer, late]);
}
