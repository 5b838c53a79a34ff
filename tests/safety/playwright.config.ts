import { defineConfig } from "@playwright/test";
import type { StoryOptions } from "../e2e/support/test";
import base from "../playwright.config";

const FILES = ["join", "sign-in", "write", "follow", "messages", "live", "export", "sessions"];
/** Told again without a script: a form by itself for each kind of thing that a machine might keep to itself. */
const PLAIN = ["join", "follow", "messages"];
const specs = (names: string[]) => names.map((name) => `${name}.spec.ts`);

/** The stories that are told on several machines of which one dies meanwhile. */
export default defineConfig<StoryOptions>({
  ...base,
  testDir: "../e2e/stories",
  projects: base.projects?.map((project) => ({
    ...project,
    testMatch: specs(project.name === "no-script" ? PLAIN : FILES),
  })),
  webServer: undefined,
  // Who was talking to the dead machine tells it once more; the proof sees to it that nobody else does.
  retries: 1,
  use: {
    ...base.use,
    // What streams from a machine ends with it. The page asks another one, of which the stories tell.
    tolerated: /notifications\/stream.*net::ERR_(INCOMPLETE_CHUNKED_ENCODING|CONNECTION_RESET)/,
  },
});
