import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { hintScripts } from "@/bin/compile-hints";

it("scripts ask to be compiled while they arrive, once, and still say the same", async () => {
  const folder = await mkdtemp(join(tmpdir(), "microblog-hints-"));
  const [script, style] = [join(folder, "chunks", "a.js"), join(folder, "chunks", "a.css")];
  await mkdir(join(folder, "chunks"));
  await writeFile(script, "globalThis.answer = (() => 42)();\n");
  await writeFile(style, "a { color: red }");
  await hintScripts(folder);
  await hintScripts(folder);
  const hinted = await readFile(script, "utf8");
  expect(hinted).toMatch(/^\/\/# allFunctionsCalledOnLoad\nglobalThis/);
  const page = { answer: 0 };
  runInNewContext(hinted, page);
  expect(page.answer).toBe(42);
  expect(await readFile(style, "utf8")).toBe("a { color: red }");
  await rm(folder, { recursive: true });
});
