import { env } from "@/lib/env";
import { runBrowserSuite } from "./checks/browser-suite";
import { provideChromium } from "./checks/chromium";
import { runFastSuite } from "./checks/fast-suite";
import { runChecks } from "./checks/report";
import { checkStyle, checkTypes } from "./checks/source";
import { PASSED } from "./checks/tally";
import { runCommand } from "./command";
import { buildPages } from "./pages";

/** `npm test`: everything, the browser included, from a bare clone. */
await runCommand((stop) => {
  const build = async () => {
    await buildPages(env.dataDir, stop);
    return PASSED;
  };
  return runChecks(
    [
      ["Formatting and lint", () => checkStyle(stop)],
      ["Types", () => checkTypes(stop)],
      ["Fast suite", (folder) => runFastSuite(folder, stop)],
      ["Production build", build],
      ["Browser suite", async (folder) => runBrowserSuite(folder, await provideChromium(stop), stop)],
    ],
    stop,
  );
});
