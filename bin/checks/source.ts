import { exitCode, start, tool } from "../child";
import { checkEnvironment } from "./environment";
import { FAILED, PASSED, type Tally } from "./tally";

/** Formatting and lint. */
export const checkStyle = (stop: AbortSignal) =>
  all([[tool("biome"), "check", "--error-on-warnings", "."]], stop);

/** Types, those of routes included: the framework writes these first. */
export const checkTypes = (stop: AbortSignal) =>
  all(
    [
      [tool("next"), "typegen"],
      [tool("tsc"), "--noEmit"],
    ],
    stop,
  );

async function all(commands: string[][], stop: AbortSignal): Promise<Tally> {
  for (const command of commands) {
    if ((await exitCode(start(command, checkEnvironment()), stop)) !== 0) return FAILED;
  }
  return PASSED;
}
