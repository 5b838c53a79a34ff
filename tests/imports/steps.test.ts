import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { imports, posts } from "@/db/schema";
import { runImport } from "@/lib/imports/jobs";
import { ownImports } from "@/lib/imports/queries";
import { deletePost } from "@/lib/posts/mutations";
import { useDatabase } from "../support/database";
import { postsOf, sendFile } from "../support/imports";
import { jobContext, mailCatcher, mailsOf } from "../support/jobs";
import { people } from "../support/people";

describe("an import", () => {
  const database = useDatabase();

  it("goes on behind the last step that was made, when a try breaks off", async () => {
    const [susan] = await people(database.db, "susan");
    const bodies = Array.from({ length: 1_000 }, (_, at) => ({
      body: `post ${at}`,
      timestamp: new Date(Date.UTC(2020, 0, 1) + at * 1_000).toISOString(),
    }));
    const importId = await sendFile(susan, JSON.stringify({ posts: bodies }));
    const stop = new AbortController();
    const throwIfAborted = vi.spyOn(stop.signal, "throwIfAborted");
    for (let call = 1; call <= 8; call += 1) throwIfAborted.mockReturnValueOnce(undefined);
    throwIfAborted.mockImplementationOnce(() => {
      throw new Error("killed");
    });
    const job = { kind: "imports.run", importId } as const;
    const ctx = jobContext(database.db, mailCatcher());
    await expect(runImport({ ...ctx, signal: stop.signal }, job)).rejects.toThrow("killed");
    const [half] = await database.db.select().from(imports).where(eq(imports.id, importId));
    expect(half).toMatchObject({ state: "running", total: 1_000, passed: 600, written: 600 });
    await runImport(ctx, job);
    expect(await ownImports(susan)).toMatchObject([{ state: "done", written: 1_000, skipped: {} }]);
    expect((await postsOf(database.db, susan.viewer.id)).map(({ body }) => body)).toEqual(
      bodies.map(({ body }) => body),
    );
    await runImport(ctx, job);
    expect(await postsOf(database.db, susan.viewer.id)).toHaveLength(1_000);
  });

  it("finds an id for each of many posts of one millisecond, though some are taken", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const at = "2020-01-01T00:00:00.000Z";
    await database.db.execute(sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(${at}), ${john.viewer.id}, n::text, ${at} from generate_series(1, 3000) n`);
    const file = { posts: Array.from({ length: 300 }, (_, n) => ({ body: `post ${n}`, timestamp: at })) };
    // The counter comes round to numbers that are taken.
    await database.db.execute(
      sql`select setval('post_id_counter', (last_value + 3900) % 4096) from post_id_counter`,
    );
    await sendFile(susan, JSON.stringify(file));
    await mailsOf(database.db);
    expect(await ownImports(susan)).toMatchObject([{ written: 300, skipped: {} }]);
  });

  it("whose post was deleted counts it no more", async () => {
    const [susan] = await people(database.db, "susan");
    await sendFile(
      susan,
      JSON.stringify({ posts: ["a", "b"].map((body) => ({ body, timestamp: "2019-05-01T12:00:00Z" })) }),
    );
    await mailsOf(database.db);
    const [post] = await database.db.select().from(posts).where(eq(posts.authorId, susan.viewer.id));
    await deletePost(susan, post?.id ?? 0);
    expect(await ownImports(susan)).toMatchObject([{ written: 2, left: 1 }]);
  });
});
