import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { environmentWith } from "@/lib/env";
import { drain } from "@/lib/jobs/drain";
import { INDEX_KEY, SEARCH_KEY } from "../support/fakes/meilisearch";
import { note } from "../support/figures";
import { indexedPosts } from "../support/indexed-posts";

const site = indexedPosts();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-commands-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a command as an operator does. */
async function command(...words: string[]): Promise<void> {
  const child = spawn(process.execPath, ["bin/bootstrap.mjs", ...words], {
    env: environmentWith({
      ...{ AUTH_SECRET: "", DATA_DIR: folder, DATABASE_URL: site.database.url },
      ...{ MEILISEARCH_URL: site.fake.url, MEILISEARCH_SEARCH_KEY: SEARCH_KEY },
      MEILISEARCH_INDEX_KEY: INDEX_KEY,
    }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let complaints = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const [code] = await once(child, "exit");
  expect(code, complaints).toBe(0);
}

const doJobs = () => drain(site.database.db, site.work());

it("the posts of the demo are found as soon as the jobs that wait are done", async () => {
  await command("demo", "--people", "20", "--posts", "300", "--force");
  await doJobs();
  expect(site.indexed()).toHaveLength(300);
  expect(site.indexed()).toEqual(await site.stored());
});

it("the index is built anew by a command, and answers all the while", async () => {
  const { fake } = site;
  const documents = fake.indexes.get("posts")?.documents;
  for (const id of [...(documents?.keys() ?? [])].slice(0, 100)) documents?.delete(id);
  const before = fake.tasks.length;
  await command("search");
  await doJobs();
  expect(site.indexed()).toEqual(await site.stored());
  const done = fake.tasks.slice(before).map(({ type }) => type);
  expect(done).toContain("indexSwap");
  expect([...fake.indexes.keys()]).toEqual(["posts"]);
  note("B2", "the index built anew by the command: as the database says", `${site.indexed().length} posts`);
});
