import cluster, { type Worker } from "node:cluster";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { env } from "@/lib/env";
import { logFile } from "@/lib/log-file";
import { end } from "./child";
import { Refusal } from "./command";
import { STANDALONE } from "./pages";
import { passOn } from "./server-output";

const DRAIN_MS = 10_000;
const READY_WITHIN_MS = 30_000;
const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 15_000;
/** A process that lived this long did not die of its start. */
const STEADY_MS = 60_000;

/** The running server processes, which share one port. */
export interface Servers {
  /** Lets requests finish for ten seconds, takes no new ones. */
  stop(): Promise<void>;
}

/**
 * Serves the built pages with `WEB_CONCURRENCY` processes and keeps that many alive.
 * @throws Refusal when none of them answers in time
 */
export async function startServers(environment: NodeJS.ProcessEnv): Promise<Servers> {
  cluster.setupPrimary({ exec: join(STANDALONE, "server.js"), execArgv: [], args: [], silent: true });
  const address = { PORT: String(env.port), HOSTNAME: env.host };
  // Several processes cannot keep one file between them: we write it for all.
  const file = environment.LOG_FILE ? logFile(environment.LOG_FILE) : null;
  const settings: NodeJS.ProcessEnv = { ...environment, ...address, LOG_FILE: "", NODE_ENV: "production" };
  const stopping = new AbortController();
  const slots = Array.from({ length: env.webConcurrency }, () => keepOne(settings, file, stopping.signal));
  const servers = {
    stop: async () => {
      stopping.abort();
      await Promise.all(slots);
    },
  };
  try {
    await awaitAnswer();
    return servers;
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/** Keeps one process alive until told to stop, then ends it. */
async function keepOne(settings: NodeJS.ProcessEnv, file: Writable | null, stop: AbortSignal): Promise<void> {
  for (let deaths = 0; !stop.aborted; ) {
    const startedAt = Date.now();
    const worker = cluster.fork(settings);
    passOn(worker, file);
    const code = await lifeOf(worker, stop);
    if (stop.aborted) return;
    deaths = Date.now() - startedAt > STEADY_MS ? 1 : deaths + 1;
    const pause = Math.min(FIRST_RESTART_MS * 2 ** (deaths - 1), LAST_RESTART_MS);
    console.error(`A server process ended (${code}); another one starts in ${pause / 1000} s.`);
    await sleep(pause, undefined, { signal: stop }).catch(() => undefined);
  }
}

async function lifeOf(worker: Worker, stop: AbortSignal): Promise<string> {
  const exit = new Promise<string>((resolve) => {
    worker.once("exit", (code, signal) => resolve(signal ?? `code ${code}`));
  });
  const onStop = () => void end(worker.process, DRAIN_MS);
  stop.addEventListener("abort", onStop, { once: true });
  const how = await exit;
  stop.removeEventListener("abort", onStop);
  return how;
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
