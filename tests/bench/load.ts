import autocannon, { type Request, type Result } from "autocannon";
import type { Usage } from "./usage";

/** A request as the load generator repeats it. */
export interface Shot {
  method: "GET" | "POST";
  path: string;
  headers: Record<string, string>;
  /** Made for each request, where each has to be another. */
  body?: () => string;
  /** The status that says it was done. */
  status: number;
}

/** What came of a stretch of load. */
export interface Stretch {
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  serverMs: number;
  databaseMs: number;
  bytes: number;
  failed: number;
}

interface Load {
  origin: string;
  shot: Shot;
  connections: number;
  seconds: number;
  /** Read before and after. */
  server: () => Usage;
  database: () => Usage;
}

/** Keeps so many requests under way for so long, each after the answer to the one before. */
export async function load({ origin, shot, connections, seconds, server, database }: Load): Promise<Stretch> {
  const { body, status, ...request } = shot;
  const before = { server: server().cpuMs, database: database().cpuMs };
  const times: number[] = [];
  let failed = 0;
  let bytes = 0;
  const startedAt = performance.now();
  const { errors } = await new Promise<Result>((resolve, reject) => {
    const requests: Request[] = [
      { ...request, ...(body && { setupRequest: (made) => ({ ...made, body: body() }) }) },
    ];
    autocannon({ url: origin, connections, duration: seconds, requests }, (error, result) =>
      error ? reject(error) : resolve(result),
    ).on("response", (_client, code, size, milliseconds) => {
      times.push(milliseconds);
      bytes += size;
      if (code !== status) failed += 1;
    });
  });
  const elapsed = (performance.now() - startedAt) / 1000;
  times.sort((one, other) => one - other);
  const at = (part: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? Number.NaN;
  const each = (total: number) => total / Math.max(1, times.length);
  return {
    perSecond: times.length / elapsed,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    serverMs: each(server().cpuMs - before.server),
    databaseMs: each(database().cpuMs - before.database),
    bytes: each(bytes),
    failed: failed + errors,
  };
}
