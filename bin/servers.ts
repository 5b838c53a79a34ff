import cluster from "node:cluster";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { logFile } from "@/lib/log-file";
import { Refusal } from "./command";
import { tellLanguages } from "./languages";
import { memoryEnvironment, memoryFlags } from "./memory";
import { passOn } from "./server-output";
import { Slot } from "./slot";

const READY_WITHIN_MS = 30_000;

/** The running server processes, which share one port. */
export interface Servers {
  /**
   * Puts a new process in the place of each, one after the other, while all requests are answered.
   *
   * @returns whether all came up; at the first that does not, the rest stays as it is
   */
  renew(): Promise<boolean>;
  /** Lets requests finish for ten seconds, takes no new ones. */
  stop(): Promise<void>;
}

/**
 * Serves the built pages with `WEB_CONCURRENCY` processes and keeps that many alive.
 *
 * @param folder with the built program
 * @throws Refusal when none of them answers in time
 */
export async function startServers(folder: string, environment: NodeJS.ProcessEnv): Promise<Servers> {
  const exec = join(resolve(folder), "server.js");
  cluster.setupPrimary({ exec, execArgv: memoryFlags(environment.NODE_OPTIONS), args: [], silent: true });
  const address = { PORT: String(env.port), HOSTNAME: env.host };
  // Several processes cannot keep one file between them: we write it for all.
  const file = environment.LOG_FILE ? logFile(environment.LOG_FILE) : null;
  const own = { ...address, LOG_FILE: "", NODE_ENV: "production" } as const;
  const settings: NodeJS.ProcessEnv = { ...memoryEnvironment, ...environment, ...own };
  const servers = keep(() => {
    const worker = cluster.fork(settings);
    passOn(worker, file);
    tellLanguages(worker);
    return worker;
  });
  try {
    await awaitAnswer();
    return servers;
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

function keep(fork: ConstructorParameters<typeof Slot>[0]): Servers {
  const stopping = new AbortController();
  const slots = Array.from({ length: env.webConcurrency }, () => new Slot(fork, stopping.signal));
  let renewal: Promise<boolean> = Promise.resolve(true);
  const renewAll = async () => {
    for (const slot of slots) {
      if (!(await slot.renew())) return false;
    }
    return true;
  };
  return {
    renew: () => {
      renewal = renewal.then(renewAll);
      return renewal;
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([...slots.map(({ over }) => over), renewal]);
    },
  };
}

async function awaitAnswer(): Promise<void> {
  const { appAddress } = listening();
  for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await sleep(50)) {
    const answer = await fetch(`${appAddress}/healthz`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => null,
    );
    await answer?.body?.cancel();
    if (answer) return;
  }
  throw new Refusal("The server does not answer. What it said stands above.");
}

/** Where this machine reaches the server; a server on every address answers on loopback. */
function listening() {
  const host = { "0.0.0.0": "127.0.0.1", "::": "::1" }[env.host] ?? env.host;
  return { appAddress: `http://${host.includes(":") ? `[${host}]` : host}:${env.port}` };
}
