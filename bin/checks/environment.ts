import { environmentWith } from "@/lib/env";
import { variables } from "@/lib/env-variables";

const NONE = Object.fromEntries(Object.keys(variables.shape).map((name) => [name, ""]));

/** The environment for a check: what the developer has set for a copy of his own is not for tests. */
export function checkEnvironment(changes: Record<string, string> = {}): NodeJS.ProcessEnv {
  return environmentWith({ ...NONE, NEXT_TELEMETRY_DISABLED: "1", ...changes });
}
