import "server-only";
import { unhurried } from "@/db/patience";
import { isSame } from "../crypto";
import { database } from "../database";
import { env } from "../env";
import { drain, enqueueScheduled } from "../jobs/drain";
import { chosenWork } from "../jobs/process";

/** Leaves time for the jobs under way before the platform ends the call after 60 s. */
const DEADLINE_MS = 40_000;

/** Does the jobs that are due, for a caller who knows CRON_SECRET. */
export async function drainOnCall(request: Request): Promise<Response> {
  const headers = { "cache-control": "no-store" };
  if (env.jobs !== "cron" || !env.cronSecret) {
    return Response.json({ error: "Not Found" }, { status: 404, headers });
  }
  const given = request.headers.get("authorization") ?? "";
  if (!isSame(given, `Bearer ${env.cronSecret}`)) {
    return Response.json({ error: "Unauthorized" }, { status: 401, headers });
  }
  await enqueueScheduled(database());
  const done = await unhurried(() => drain(database(), chosenWork(), DEADLINE_MS));
  return Response.json({ done }, { headers });
}
