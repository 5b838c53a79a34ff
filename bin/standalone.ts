import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

// The door of an installation without sources: `node microblog.mjs start`. The name it was started by may
// be a link to the newest of several folders; the server processes follow it anew at every renewal.
const [, , command = "start"] = process.argv;

const COMMANDS: Record<string, () => Promise<unknown>> = {
  start: () => import("./start-built"),
  worker: () => import("./worker"),
  migrate: () => import("./migrate"),
  jobs: () => import("./jobs"),
  "search:reindex": () => import("./search"),
  microblog: () => import("./microblog"),
  backup: () => import("./backup"),
  restore: () => import("./restore"),
};

const run = COMMANDS[command];
if (!run) {
  console.error(`There is no command "${command}". There are: ${Object.keys(COMMANDS).join(", ")}.`);
  process.exit(1);
}
process.argv.splice(2, 1);
process.chdir(dirname(fileURLToPath(import.meta.url)));
await run();
