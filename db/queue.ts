import { getConstructionPlans, PgBoss } from "pg-boss";

/** Where a job waits. `quick` takes seconds, `long` may take many minutes, `dead` is for an operator. */
export const QUEUES = ["quick", "long", "dead"] as const;
export type Queue = (typeof QUEUES)[number];

/** The schema in which the queue keeps its tables, beside ours. */
export const QUEUE_SCHEMA = "pgboss";

const hours = (count: number) => count * 3_600;
const days = (count: number) => hours(count) * 24;

/** Version of the tables that `migrateQueue` makes: the library tells it in the statements that make them. */
export function queueVersion(): number {
  const [, version] =
    /INSERT INTO \S+\.version\(version\) VALUES \('(\d+)'\)/.exec(getConstructionPlans(QUEUE_SCHEMA)) ?? [];
  if (!version) throw new Error("pg-boss says its version in another way");
  return Number(version);
}

/**
 * How a waiting, failing or dead job is treated. A killed worker stops its heartbeat, and what it held
 * is taken up again; done jobs are forgotten soon, for they name people.
 */
const work = {
  retryLimit: 8,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 600,
  heartbeatSeconds: 15,
  retentionSeconds: days(30),
  deleteAfterSeconds: hours(1),
  deadLetter: "dead",
  notify: true,
};

const POLICIES = {
  dead: { retentionSeconds: days(90), deleteAfterSeconds: days(90) },
  quick: { ...work, expireInSeconds: 120 },
  long: { ...work, expireInSeconds: hours(2) },
} satisfies Record<Queue, object>;

/**
 * Makes the tables and queues of the job queue, or brings them up to date. Belongs to the migrations,
 * so that server processes that start together find everything in place.
 *
 * @param url a direct connection to the database
 */
export async function migrateQueue(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: QUEUE_SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  let failure: Error | undefined;
  boss.on("error", (error) => {
    failure = error;
  });
  try {
    await boss.start();
    for (const [name, policy] of Object.entries(POLICIES)) {
      await boss.createQueue(name, policy);
      await boss.updateQueue(name, policy);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failure) throw failure;
}
