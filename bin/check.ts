import { runFastSuite } from "./checks/fast-suite";
import { runChecks } from "./checks/report";
import { checkStyle, checkTypes } from "./checks/source";
import { runCommand } from "./command";

/** `npm run check`: the fast loop, without a build and without a browser. */
await runCommand((stop) =>
  runChecks(
    [
      ["Formatting and lint", () => checkStyle(stop)],
      ["Types", () => checkTypes(stop)],
      ["Fast suite", (folder) => runFastSuite(folder, stop)],
    ],
    stop,
  ),
);
