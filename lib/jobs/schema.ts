import { z } from "zod";
import type { Queue } from "@/db/queue";
import { failureNote } from "../failures/schema";
import { localeSchema } from "../people/schema";
import { SYNCED_AT_ONCE } from "../search/schema";
import { emailSchema, idSchema } from "../text/schema";

/** One kind of job: its name and what it must know. Ids and choices, never texts or secrets of people. */
const job = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/** Everything that is done in the background. A kind begins with the noun whose `jobs.ts` handles it. */
export const jobSchema = z.discriminatedUnion("kind", [
  job("emails.sendLink", { userId: idSchema, email: emailSchema, locale: localeSchema }),
  job("emails.tellChange", { userId: idSchema, email: emailSchema, locale: localeSchema }),
  job("exports.make", { exportId: z.uuid(), locale: localeSchema }),
  job("exports.purge", {}),
  job("failures.purge", {}),
  job("failures.tell", { ...failureNote, suppressed: z.number().int().nonnegative() }),
  job("imports.run", { importId: z.uuid() }),
  job("imports.undo", { importId: z.uuid() }),
  job("imports.purge", {}),
  job("limits.purge", {}),
  job("passwords.sendResetLink", { email: emailSchema, locale: localeSchema }),
  job("passwords.tellChanged", { userId: idSchema, locale: localeSchema }),
  job("posts.purgeKeys", {}),
  job("proofs.purge", {}),
  job("search.compare", { aboveId: idSchema.optional() }),
  job("search.sync", { postId: idSchema }),
  job("search.syncMany", { postIds: z.array(idSchema).max(SYNCED_AT_ONCE) }),
  job("sessions.purge", {}),
  job("translation.purge", {}),
  job("tokens.purge", {}),
]);

export type Job = z.infer<typeof jobSchema>;
export type JobKind = Job["kind"];
export type JobOf<Kind extends JobKind> = Extract<Job, { kind: Kind }>;

/** What is kept of a job in the queue. */
export const envelopeSchema = z.object({
  /** Stays the same through every retry; the key by which a repetition is known. */
  id: z.uuid(),
  requestedAt: z.iso.datetime(),
  /** How often it was put off because a service was not to be reached. */
  postponements: z.number().int().nonnegative(),
  job: jobSchema,
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const KINDS: JobKind[] = jobSchema.options.map((option) => option.shape.kind.value);

/** The name of the event by which a kind of job is handed to Inngest. */
export const eventName = (kind: JobKind) => `microblog/${kind}`;

/** A job as an event. Those of one person are done one after the other. */
export function eventOf(envelope: Envelope) {
  const { id, job } = envelope;
  const person = "userId" in job ? String(job.userId) : id;
  return { id, name: eventName(job.kind), data: { envelope, person } };
}

/** Kinds that may take many minutes wait by themselves, so that they hold nobody else up. */
const LONG: ReadonlySet<JobKind> = new Set(["exports.make", "imports.run", "imports.undo"]);

export const queueOf = (kind: JobKind): Queue => (LONG.has(kind) ? "long" : "quick");

/** Done at these times, in UTC, whoever runs: once for all processes together. */
export const SCHEDULE = {
  "exports.purge": "57 * * * *",
  "failures.purge": "47 3 * * *",
  "imports.purge": "52 * * * *",
  "limits.purge": "7 * * * *",
  "posts.purgeKeys": "17 * * * *",
  "proofs.purge": "37 * * * *",
  "search.compare": "11 4 * * *",
  "sessions.purge": "27 * * * *",
  "translation.purge": "57 3 * * *",
  "tokens.purge": "57 * * * *",
} as const satisfies { [Kind in JobKind]?: string };

/** Providers of mail forget a key after a day; a mail that is tried longer could arrive twice. */
export const PATIENCE_HOURS = 23;
