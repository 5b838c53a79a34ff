import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** V8's explicit compile hint for a whole file, https://v8.dev/blog/explicit-compile-hints */
const COMPILE_ALL = "//# allFunctionsCalledOnLoad\n";

/**
 * Has a browser compile all functions of the site's scripts while they arrive, on a thread of its own.
 * By itself it compiles each when it is called first, which is nearly all of them at once, when the page
 * comes alive, and keeps a finger waiting. Browsers that do not know the hint read a comment.
 *
 * @param folder with the scripts of a build, also one that has the hint already
 */
export async function hintScripts(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const scripts = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".js"));
  await Promise.all(scripts.map(({ parentPath, name }) => hint(join(parentPath, name))));
}

async function hint(path: string): Promise<void> {
  const script = await readFile(path, "utf8");
  if (!script.startsWith(COMPILE_ALL)) await writeFile(path, COMPILE_ALL + script);
}
