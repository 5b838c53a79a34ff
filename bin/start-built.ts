import { dirname } from "node:path";
import { env } from "@/lib/env";
import { runCommand, STOPPING_IS_ITS_END } from "./command";
import { requireFreePort } from "./port";
import { serve } from "./serve";

/** `node microblog.mjs start`: as `npm start`, with pages that were built before. */
await runCommand(async (stop) => {
  await requireFreePort(env.port, env.host);
  await serve(dirname(process.argv[1] ?? ""), stop);
}, STOPPING_IS_ITS_END);
