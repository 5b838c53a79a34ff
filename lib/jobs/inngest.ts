import "server-only";
import { Inngest, NonRetriableError } from "inngest";
import type { Database } from "@/db/connection";
import { log } from "../log";
import { PermanentFailure } from "../ports/contracts";
import type { JobContext } from "./context";
import { handle } from "./handlers";
import { Postponed, type Service } from "./pauses";
import { reportFailure } from "./report";
import { type Envelope, envelopeSchema, eventName, type JobKind, KINDS } from "./schema";
import { contextOf, type Services } from "./work";

const RETRIES = 8;
const LONGEST_PAUSE_SECONDS = 120;

interface Options {
  isDev: boolean;
  baseUrl?: string;
  eventKey?: string;
}

const silent = () => undefined;
const note = (...given: unknown[]) => log.warn({ event: "inngest", text: String(given[0]).slice(0, 200) });
const logger = { debug: silent, info: silent, warn: note, error: note };

const DEADLINE_MS = 10_000;

/** The SDK has no deadline of its own. */
const fetchInTime: typeof fetch = (input, init) => {
  const signals = [AbortSignal.timeout(DEADLINE_MS), ...(init?.signal ? [init.signal] : [])];
  return fetch(input, { ...init, signal: AbortSignal.any(signals) });
};

/** The client of the SDK; what it signs and checks with stands in INNGEST_SIGNING_KEY. */
export const inngestClient = ({ isDev, baseUrl, eventKey }: Options) =>
  new Inngest({
    ...{ id: "microblog", isDev, baseUrl, eventKey, fetch: fetchInTime },
    ...{ logger, internalLogger: logger },
  });

type Client = ReturnType<typeof inngestClient>;

/** What we use of Inngest's steps. */
interface Steps {
  run(id: string, work: () => Promise<unknown>): Promise<unknown>;
  sleep(id: string, milliseconds: number): Promise<void>;
}

/** One function for each kind of job; those of one person run one after the other. */
export const jobFunctions = (client: Client, db: Database, services: Services) =>
  KINDS.map((kind) => jobFunction(client, kind, db, services));

export function jobFunction(client: Client, kind: JobKind, db: Database, services: Services) {
  return client.createFunction(
    {
      id: kind,
      triggers: [{ event: eventName(kind) }],
      concurrency: { key: "event.data.person", limit: 1 },
      retries: RETRIES,
    },
    async ({ event, step }) => {
      const envelope = envelopeSchema.parse(event.data.envelope);
      await inSteps(db, services, envelope, step as unknown as Steps);
    },
  );
}

/** A service that is not to be reached is waited for by sleeping, which costs no try. */
async function inSteps(db: Database, services: Services, envelope: Envelope, steps: Steps): Promise<void> {
  for (let round = 0; ; round += 1) {
    const { signal } = new AbortController();
    const ctx = contextOf(db, services, envelope, signal, durable(steps, round));
    try {
      return await handle(ctx, envelope.job);
    } catch (error) {
      if (!(error instanceof Postponed)) throw error;
      const seconds = Math.max(error.seconds, Math.min(2 ** round, LONGEST_PAUSE_SECONDS));
      await steps.sleep(`wait for ${error.service} ${round}`, Math.ceil(seconds * 1_000));
    }
  }
}

type Outcome = { value: unknown } | { service: Service; seconds: number };

const durable =
  (steps: Steps, round: number): JobContext["step"] =>
  async (name, work) => {
    const outcome = (await steps.run(`${name} ${round}`, () => outcomeOf(name, work))) as Outcome;
    if ("seconds" in outcome) throw new Postponed(outcome.service, outcome.seconds);
    return outcome.value as Awaited<ReturnType<typeof work>>;
  };

async function outcomeOf(name: string, work: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { value: (await work()) ?? null };
  } catch (error) {
    if (error instanceof Postponed) return { service: error.service, seconds: error.seconds };
    if (error instanceof PermanentFailure) throw new NonRetriableError(error.message);
    reportFailure("job-step-failed", error, { step: name.split(" ", 1)[0] });
    throw error;
  }
}
