import { drainOnCall } from "@/lib/web/cron";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

/** Called by a clock where no process lasts (JOBS=cron): does the background jobs that are due. */
export const GET = drainOnCall;
