import "server-only";
import { purgeLimits } from "../limits/jobs";
import { purgePostKeys } from "../posts/jobs";
import { purgeSessions } from "../sessions/jobs";
import type { JobContext, JobHandler } from "./context";
import type { Job, JobKind } from "./schema";

/** Who does what. A kind without a handler does not compile. */
const HANDLERS: { [Kind in JobKind]: JobHandler<Kind> } = {
  "limits.purge": purgeLimits,
  "posts.purgeKeys": purgePostKeys,
  "sessions.purge": purgeSessions,
};

/** Does a job. Throws what its handler throws. */
export const handle = (ctx: JobContext, job: Job): Promise<void> =>
  (HANDLERS[job.kind] as JobHandler<JobKind>)(ctx, job as never);
