import { vi } from "vitest";
import { variables } from "@/lib/env-variables";

// What the shell has set for the developer's own copy is not for tests; empty counts as unset.
for (const name of Object.keys(variables.shape)) vi.stubEnv(name, "");
vi.stubEnv("AUTH_SECRET", "signs-the-sessions-of-tests-only-0123456789");
// What the code under test logs is of interest where a test asks for it.
vi.stubEnv("LOG_LEVEL", "error");
