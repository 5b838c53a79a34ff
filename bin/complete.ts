import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { addCommands } from "./bundle";
import { runCommand } from "./command";
import { hintScripts } from "./compile-hints";
import { compressFiles } from "./compress";
import { STANDALONE } from "./pages";

/** What a built program is made of. */
const PARTS = new Set([".next", "node_modules", "package.json", "public", "server.js"]);

/**
 * The second half of a build (pages.ts): a build of the framework leaves out what a content network could
 * serve, and takes along sources, which are compiled in, and a configuration, which may change.
 */
await runCommand(async () => {
  const files = join(STANDALONE, ".next", "static");
  await cp(join(".next", "static"), files, { recursive: true });
  await hintScripts(files);
  await compressFiles(files);
  await cp("public", join(STANDALONE, "public"), { recursive: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    },
  );
  const entries = await readdir(STANDALONE);
  const strays = entries.filter((name) => !PARTS.has(name));
  await Promise.all(strays.map((name) => rm(join(STANDALONE, name), { recursive: true })));
  await addCommands(STANDALONE);
});
