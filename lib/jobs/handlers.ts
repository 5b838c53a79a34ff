import "server-only";
import { sendConfirmationLink, tellEmailChange } from "../emails/jobs";
import { makeExport, purgeExports } from "../exports/jobs";
import { purgeFailures, tellFailure } from "../failures/jobs";
import { purgeImports, runImport, takeOut } from "../imports/jobs";
import { purgeLimits } from "../limits/jobs";
import { sendResetLink, tellPasswordChanged } from "../passwords/jobs";
import { purgePostKeys } from "../posts/jobs";
import { purgeProofs } from "../proofs/jobs";
import { compareIndex, syncPost, syncPosts } from "../search/jobs";
import { purgeSessions } from "../sessions/jobs";
import { purgeTokens } from "../tokens/jobs";
import { purgeTranslations } from "../translation/jobs";
import type { JobContext, JobHandler } from "./context";
import type { Job, JobKind } from "./schema";

/** Who does what. A kind without a handler does not compile. */
const HANDLERS: { [Kind in JobKind]: JobHandler<Kind> } = {
  "emails.sendLink": sendConfirmationLink,
  "emails.tellChange": tellEmailChange,
  "exports.make": makeExport,
  "exports.purge": purgeExports,
  "failures.purge": purgeFailures,
  "failures.tell": tellFailure,
  "imports.run": runImport,
  "imports.undo": takeOut,
  "imports.purge": purgeImports,
  "limits.purge": purgeLimits,
  "passwords.sendResetLink": sendResetLink,
  "passwords.tellChanged": tellPasswordChanged,
  "posts.purgeKeys": purgePostKeys,
  "proofs.purge": purgeProofs,
  "search.compare": compareIndex,
  "search.sync": syncPost,
  "search.syncMany": syncPosts,
  "sessions.purge": purgeSessions,
  "translation.purge": purgeTranslations,
  "tokens.purge": purgeTokens,
};

/** Does a job. Throws what its handler throws. */
export const handle = (ctx: JobContext, job: Job): Promise<void> =>
  (HANDLERS[job.kind] as JobHandler<JobKind>)(ctx, job as never);
