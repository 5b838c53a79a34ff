import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { QUEUE_SCHEMA } from "@/db/queue";
import { undoImport } from "@/lib/imports/mutations";
import { drain } from "@/lib/jobs/drain";
import { enqueue } from "@/lib/jobs/enqueue";
import { deletePost } from "@/lib/posts/mutations";
import { sendFile } from "../support/imports";
import { indexedPosts } from "../support/indexed-posts";

describe("the index outside of the database", () => {
  const site = indexedPosts();
  const doJobs = () => drain(site.database.db, site.work());
  const expectInStep = async () => expect(site.indexed()).toEqual(await site.stored());

  it("follows what is written and deleted", async () => {
    const { id } = await site.write("one");
    await site.write("two");
    await doJobs();
    await expectInStep();
    await deletePost(site.ctx, id);
    await doJobs();
    await expectInStep();
  });

  it("follows what a file brings and what is taken out again", async () => {
    const posts = ["fig", "plum"].map((body) => ({ body, timestamp: "2019-05-01T12:00:00Z" }));
    const before = site.indexed().length;
    const importId = await sendFile(site.ctx, JSON.stringify({ posts }));
    // What a long job asks for comes after it.
    for (let round = 1; round <= 2; round += 1) await doJobs();
    expect(site.indexed()).toHaveLength(before + 2);
    await expectInStep();
    await undoImport(site.ctx, importId);
    for (let round = 1; round <= 2; round += 1) await doJobs();
    expect(site.indexed()).toHaveLength(before);
    await expectInStep();
  });

  it("comes to know, after a failure, what was made, edited and deleted during it", async () => {
    const { db } = site.database;
    site.fake.mode = "500";
    await site.change(12);
    await doJobs();
    expect(await site.failures()).toBe(1);
    expect(site.indexed()).not.toEqual(await site.stored());

    site.fake.mode = "ok";
    // The pauses are over.
    await db.execute(sql`update job_pauses set until = now()`);
    await db.execute(sql`update ${sql.identifier(QUEUE_SCHEMA)}.job set start_after = now()`);
    await doJobs();
    await expectInStep();
    expect(await site.failures()).toBe(0);
  });

  it("is mended by night where it has come out of step", async () => {
    const documents = site.fake.indexes.get("posts")?.documents;
    const [lost] = documents?.keys() ?? [];
    documents?.delete(lost ?? 0);
    documents?.set(7, { id: 7, authorId: 1, body: "of an account that is gone" });
    await site.database.db.execute(sql`delete from posts where id = (select max(id) from posts)`);
    expect(site.indexed()).not.toEqual(await site.stored());
    await enqueue(site.ctx, { kind: "search.compare" });
    await doJobs();
    await expectInStep();
  });

  it("is compared in stretches where there are more posts than one job should look at", async () => {
    await site.database.db.execute(sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(at), ${site.ctx.viewer.id}, 'post ' || place, at
      from generate_series(1, 2500) place, lateral (select timestamptz '2020-01-01' + place * interval '1 minute' as at) w`);
    await enqueue(site.ctx, { kind: "search.compare" });
    await doJobs();
    await expectInStep();
  });
});
