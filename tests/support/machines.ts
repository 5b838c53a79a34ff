import { afterAll, beforeAll } from "vitest";
import { type Balancer, startBalancer } from "./balancer";
import { answered, type BuiltFolder, builtFolder, endNow, freePort } from "./built-folder";
import type { Running } from "./command-line";
import { freshDatabase } from "./database";
import { childrenOf } from "./process";
import { SECRET } from "./server";

/** Several machines that serve one site, with a balancer in front and nothing shared but a database. */
export interface Machines {
  fresh: ReturnType<typeof freshDatabase>;
  readonly balancer: Balancer;
  /** Ends one with all its processes, as a power cut does. */
  kill(index: number): void;
}

/**
 * Starts the machines for a suite and ends them after it.
 *
 * @param settings what they are given besides; asked for after `before`
 * @param before what has to be there first
 */
export function startMachines(
  count: number,
  settings: () => Record<string, string>,
  before: () => Promise<void> = async () => undefined,
): Machines {
  const fresh = freshDatabase({ max: 3 });
  const machines: Running[] = [];
  let folder: BuiltFolder;
  let balancer: Balancer;

  const start = (port: number) =>
    folder.run(["start"], {
      ...{ PORT: String(port), APP_URL: balancer.url, WEB_CONCURRENCY: "1", TRUST_PROXY_HOPS: "1" },
      ...{ AUTH_SECRET: SECRET, DATABASE_URL: fresh.url, DATABASE_POOL_MAX: "5" },
      ...{ DATA_DIR: `${folder.path}/../data-${port}`, LOG_LEVEL: "error", RATE_LIMITS: "off" },
      ...settings(),
    });

  beforeAll(async () => {
    await before();
    folder = await builtFolder();
    const ports = await Promise.all(Array.from({ length: count }, freePort));
    balancer = await startBalancer(ports);
    for (const port of ports) machines.push(start(port));
    const ready = ports.map((port, index) =>
      answered(`http://127.0.0.1:${port}/readyz`, machines[index] as Running),
    );
    await Promise.all(ready);
  }, 120_000);
  afterAll(async () => {
    for (const machine of machines) endNow(machine);
    await balancer?.close();
    await folder?.remove();
  });
  return {
    fresh,
    get balancer() {
      return balancer;
    },
    kill: (index) => {
      const pid = machines[index]?.child.pid ?? 0;
      for (const one of [pid, ...childrenOf(pid)]) process.kill(one, "SIGKILL");
    },
  };
}
