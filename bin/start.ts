import { env } from "@/lib/env";
import { runCommand, STOPPING_IS_ITS_END } from "./command";
import { buildPages, STANDALONE } from "./pages";
import { requireFreePort } from "./port";
import { requireDatabase } from "./schema";
import { serve } from "./serve";

/** `npm start`: everything from a bare clone to an address that answers. */
await runCommand(async (stop) => {
  await requireFreePort(env.port, env.host);
  await requireDatabase(stop);
  await buildPages(env.dataDir, stop);
  await serve(STANDALONE, stop);
}, STOPPING_IS_ITS_END);
