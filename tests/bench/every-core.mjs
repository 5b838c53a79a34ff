// Runs a server in one process for each core, on one port: node every-core.mjs FILE [ARGUMENT...]
import cluster from "node:cluster";
import { availableParallelism } from "node:os";

const [exec, ...args] = process.argv.slice(2);
cluster.setupPrimary({ exec, args, execArgv: [] });
for (let core = 0; core < availableParallelism(); core += 1) cluster.fork();
process.on("SIGTERM", () => {
  for (const worker of Object.values(cluster.workers)) worker.kill();
  process.exit();
});
