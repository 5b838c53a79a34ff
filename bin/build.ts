import { env } from "@/lib/env";
import { runCommand } from "./command";
import { buildPages } from "./pages";

/** `npm run build`: the pages for production, also when they are there already. */
await runCommand(async (stop) => {
  await buildPages(env.dataDir, stop, true);
});
