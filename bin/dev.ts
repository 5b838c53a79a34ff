import { env } from "@/lib/env";
import { exitCode, start, tool } from "./child";
import { Refusal, runCommand, STOPPING_IS_ITS_END } from "./command";
import { requireFreePort } from "./port";
import { bringSchemaUpToDate } from "./schema";
import { openSite } from "./site";

/** `npm run dev`: as `npm start`, but pages are compiled when they are asked for and when they change. */
await runCommand(async (stop) => {
  await requireFreePort(env.port, env.host);
  const site = await openSite();
  try {
    await bringSchemaUpToDate(site, stop);
    if (stop.aborted) return;
    const options = ["--hostname", env.host, "--port", String(env.port)];
    const code = await exitCode(start([tool("next"), "dev", ...options], site.environment), stop);
    if (code !== 0 && !stop.aborted) throw new Refusal("The development server ended.");
  } finally {
    await site.close();
  }
}, STOPPING_IS_ITS_END);
