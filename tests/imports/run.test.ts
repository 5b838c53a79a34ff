import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { posts } from "@/db/schema";
import { startExport } from "@/lib/exports/mutations";
import { ownImports } from "@/lib/imports/queries";
import { notificationsSince } from "@/lib/notifications/queries";
import { explore, postsBy } from "@/lib/posts/queries";
import { boost, outbox, toot } from "../support/archives";
import { useDatabase } from "../support/database";
import { postsOf, sendFile, writeMoments } from "../support/imports";
import { mailsOf } from "../support/jobs";
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
    const broken = own(...Array.from({ length: 60 }, (_, at) => `post ${at}`)).replace("]}", ',{"body":1}]}');
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
});
