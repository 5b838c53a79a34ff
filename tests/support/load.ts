import { Agent, request } from "node:http";

/** What became of requests that went on while something happened. */
export interface Load {
  /** How many were answered, by status. */
  statuses: Record<number, number>;
  /** Those that got no answer. */
  failures: string[];
  /** Waits for the last answers. */
  stop(): Promise<void>;
}

/**
 * Keeps asking for `paths` over `clients` connections that are kept open, as browsers and proxies do.
 * Nothing is tried again.
 */
export function load(
  url: string,
  paths: string[],
  clients: number,
  headers: Record<string, string> = {},
): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  let isOver = false;
  const report: Load = { statuses: {}, failures: [], stop: async () => undefined };
  const ask = (path: string) =>
    new Promise<void>((resolve) => {
      const call = request(url + path, { agent, headers, timeout: 20_000 }, (answer) => {
        const status = answer.statusCode ?? 0;
        answer.resume();
        answer.on("end", () => {
          report.statuses[status] = (report.statuses[status] ?? 0) + 1;
          resolve();
        });
        answer.on("error", (error) => fail(path, error, resolve));
      });
      call.on("timeout", () => call.destroy(new Error("no answer in 20 s")));
      call.on("error", (error) => fail(path, error, resolve));
      call.end();
    });
  const fail = (path: string, error: Error, done: () => void) => {
    report.failures.push(`${path}: ${error.message}`);
    done();
  };
  const client = async (offset: number) => {
    for (let turn = offset; !isOver; turn += 1) await ask(paths[turn % paths.length] ?? "/");
  };
  const all = Promise.all(Array.from({ length: clients }, (_, index) => client(index)));
  report.stop = async () => {
    isOver = true;
    await all;
    agent.destroy();
  };
  return report;
}
