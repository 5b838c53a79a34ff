import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { imports, posts } from "@/db/schema";
import { startExport } from "@/lib/exports/mutations";
import { runImport } from "@/lib/imports/jobs";
import { ownImports } from "@/lib/imports/queries";
import { notificationsSince } from "@/lib/notifications/queries";
import { deletePost } from "@/lib/posts/mutations";
import { explore, postsBy } from "@/lib/posts/queries";
import { boost, outbox, toot } from "../support/archives";
import { useDatabase } from "../support/database";
import { postsOf, sendFile, writeMoments } from "../support/imports";
import { jobContext, mailCatcher, mailsOf } from "../support/jobs";
import { people } from "../support/people";

const own = (...bodies: string[]) =>
  JSON.stringify({
    posts: bodies.map((body, at) => ({
      body,
      timestamp: `2019-05-01T12:00:${String(at).padStart(2, "0")}Z`,
    })),
  });

describe("an import", () => {
  const database = useDatabase();

  it("of an exported file gives another account the same posts of the same moments", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await writeMoments(database.db, susan.viewer.id, 1_234);
    await startExport(susan, "en");
    const [mail] = await mailsOf(database.db);
    await sendFile(john, Buffer.from(mail?.attachments?.[0]?.content ?? []).toString());
    expect(await mailsOf(database.db)).toEqual([]);
    const sorted = (all: { body: string; at: Date }[]) =>
      all.map(({ body, at }) => `${at.toISOString()} ${body}`).toSorted();
    const copies = await postsOf(database.db, john.viewer.id);
    expect(sorted(copies)).toEqual(sorted(await postsOf(database.db, susan.viewer.id)));
    expect(copies.map(({ at }) => at.getTime())).toEqual(
      copies.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
    );
    expect(await ownImports(john)).toMatchObject([
      { state: "done", written: 1_234, left: 1_234, skipped: {} },
    ]);
  });

  it("tells its owner how far it is and nobody that there are posts", async () => {
    const [susan] = await people(database.db, "susan");
    const importId = await sendFile(susan, own("a", "b"));
    await mailsOf(database.db);
    expect(await notificationsSince(susan, 0)).toMatchObject([
      { name: "import_progress", data: { task_id: importId, progress: 100 } },
    ]);
  });

  it("puts posts between those of its time, page by page", async () => {
    const [susan] = await people(database.db, "susan");
    await writeMoments(database.db, susan.viewer.id, 60);
    await sendFile(
      susan,
      JSON.stringify({ posts: [{ body: "between", timestamp: "2020-01-01T00:10:00Z" }] }),
    );
    await mailsOf(database.db);
    const seen: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await postsBy(susan, susan.viewer.id, { before });
      seen.push(...page.items.map(({ createdAt }) => createdAt.getTime()));
      if (page.older === null) break;
      before = page.older;
    }
    expect(seen).toHaveLength(61);
    expect(seen).toEqual(seen.toSorted((one, other) => other - one));
    expect((await explore(susan, {})).items[0]?.body).toContain("Post 60");
  });

  it("leaves out what is there: of the same file, of another one, or written here", async () => {
    const [susan] = await people(database.db, "susan");
    await writeMoments(database.db, susan.viewer.id, 10);
    await startExport(susan, "en");
    const [mail] = await mailsOf(database.db);
    await sendFile(susan, Buffer.from(mail?.attachments?.[0]?.content ?? []).toString());
    await mailsOf(database.db);
    expect(await ownImports(susan)).toMatchObject([{ written: 0, skipped: { there: 10 } }]);

    const file = outbox([
      toot({ id: 1, content: "a" }),
      toot({ id: 2, content: "b" }),
      toot({ id: 1, content: "a" }),
    ]);
    await sendFile(susan, file);
    await mailsOf(database.db);
    await sendFile(susan, file);
    await mailsOf(database.db);
    expect(await ownImports(susan)).toMatchObject([
      { written: 0, skipped: { there: 3 } },
      { written: 2, skipped: { there: 1 } },
      { written: 0 },
    ]);
    expect(await postsOf(database.db, susan.viewer.id)).toHaveLength(12);
  });

  it("says how many entries were no posts, and why", async () => {
    const [susan] = await people(database.db, "susan");
    const everybody = "https://www.w3.org/ns/activitystreams#Public";
    await sendFile(
      susan,
      outbox([
        boost("https://other.example/1"),
        toot({ id: 1, content: "<p>Hola a todos, ¿cómo estáis esta mañana?</p>", to: [], cc: [everybody] }),
        toot({ id: 2, content: "x".repeat(141) }),
        toot({ id: 3, content: "<p></p>" }),
        toot({ id: 4, content: "secret", to: [], cc: [] }),
      ]),
    );
    await mailsOf(database.db);
    const skipped = { boosts: 1, tooLong: 1, blank: 1, hidden: 1 };
    expect(await ownImports(susan)).toMatchObject([{ state: "done", written: 1, skipped }]);
    const [post] = await database.db.select().from(posts).where(eq(posts.authorId, susan.viewer.id));
    expect(post).toMatchObject({ language: "es", createdAt: new Date("2023-01-01T00:01:00Z") });
  });

  it("of a file that is not in order writes nothing and says what is wrong", async () => {
    const [susan] = await people(database.db, "susan");
    const broken = own(...Array.from({ length: 60 }, (_, at) => `post ${at}`)).replace(
      "]}",
      ',{"body":1}]}',
    );
    for (const [file, failure] of [
      [broken, { key: "badEntry", entry: 61 }],
      ["<html>", { key: "notJson", line: 1 }],
      ['{"posts": [', { key: "cutOff" }],
    ] as const) {
      await sendFile(susan, file);
      await mailsOf(database.db);
      const told = (await ownImports(susan)).find((task) => task.failure?.key === failure.key);
      expect(told).toMatchObject({ state: "failed", failure, written: 0, left: 0 });
    }
    expect(await postsOf(database.db, susan.viewer.id)).toEqual([]);
  });

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
    await sendFile(susan, own("a", "b"));
    await mailsOf(database.db);
    const [post] = await database.db.select().from(posts).where(eq(posts.authorId, susan.viewer.id));
    await deletePost(susan, post?.id ?? 0);
    expect(await ownImports(susan)).toMatchObject([{ written: 2, left: 1 }]);
  });
});
