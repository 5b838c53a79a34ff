import { sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { exportPieces } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { makeExport } from "@/lib/exports/jobs";
import { startExport } from "@/lib/exports/mutations";
import { ownExports, ownFile, piecesOf } from "@/lib/exports/queries";
import { notificationsSince } from "@/lib/notifications/queries";
import { type Mail, type MailMessage, PermanentFailure, TemporaryFailure } from "@/lib/ports/contracts";
import { useDatabase } from "../support/database";
import { jobContext, mailCatcher, mailsOf } from "../support/jobs";
import { people } from "../support/people";

const textOf = (mail: MailMessage | undefined) =>
  Buffer.from(mail?.attachments?.[0]?.content ?? []).toString();

describe("an export", () => {
  const database = useDatabase();

  const write = (author: ViewerContext, count: number) =>
    database.db.execute(sql`
      insert into posts (id, author_id, body, created_at)
      select next_post_id(at), ${author.viewer.id}, 'Post ' || n || ' – ñandú 안녕', at
      from (select n, timestamptz '2020-01-01T00:00:00Z' + n * interval '61.5 seconds' as at
        from generate_series(1, ${count}::int) n) posts`);

  const contextFor = (mail: Mail) => jobContext(database.db, mail);

  async function begin(author: ViewerContext) {
    await startExport(author, "en");
    const [row] = await ownExports(author);
    return { kind: "exports.make", exportId: row?.id ?? "", locale: "en" } as const;
  }

  it("mails the owner every post, oldest first, and then says 100 percent", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, 1_234);
    await startExport(susan, "en");
    const mails = await mailsOf(database.db);
    const mail = mails.find(({ attachments }) => attachments?.length);
    expect(mail).toMatchObject({ to: "susan@example.org", subject: "[Microblog] Your blog posts" });
    expect(mail?.text).toBe(
      "Dear susan,\n\nPlease find attached the archive of your posts that you requested.\n\nSincerely,\n\nThe Microblog Team\n",
    );
    expect(mail?.attachments?.[0]).toMatchObject({ name: "posts.json", type: "application/json" });
    const stored = await database.db.execute<{ body: string; timestamp: string }>(sql`
      select body, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as timestamp
      from posts where author_id = ${susan.viewer.id} order by id`);
    const posts = stored.map(({ body, timestamp }) => ({
      body,
      timestamp: `${timestamp.replace(".000000", "")}Z`,
    }));
    expect(JSON.parse(textOf(mail))).toEqual({ posts });
    const [done] = await ownExports(susan);
    expect(done).toMatchObject({ state: "done", percent: 100, file: { postCount: 1_234 } });
    expect(await notificationsSince(susan, 0)).toMatchObject([
      { data: { task_id: done?.id, progress: 100 } },
    ]);
  });

  it("of somebody without posts ends, with an empty list", async () => {
    const [susan] = await people(database.db, "susan");
    const mail = mailCatcher();
    await makeExport(contextFor(mail), await begin(susan));
    expect(JSON.parse(textOf(mail.sent[0]))).toEqual({ posts: [] });
    expect(await ownExports(susan)).toMatchObject([{ state: "done", percent: 100 }]);
  });

  it("keeps its file for the owner alone", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await write(susan, 3);
    const mail = mailCatcher();
    const job = await begin(susan);
    await makeExport(contextFor(mail), job);
    let text = "";
    for await (const piece of piecesOf(susan, job.exportId)) text += Buffer.from(piece).toString();
    expect(text).toBe(textOf(mail.sent[0]));
    expect(await ownFile(susan, job.exportId)).toBe(text.length);
    expect(await ownFile(john, job.exportId)).toBeNull();
  });

  it("that is done again after a crash sends the same mail and nothing twice", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, 10);
    const job = await begin(susan);
    const sent: string[] = [];
    const mail = {
      send: vi.fn(async (message: MailMessage) => {
        sent.push(`${message.key} ${textOf(message)}`);
        if (sent.length === 1) throw new TemporaryFailure("the answer was lost");
      }),
    };
    await expect(makeExport(contextFor(mail), job)).rejects.toThrow("lost");
    expect(await ownExports(susan)).toMatchObject([{ state: "running", percent: 99 }]);
    await write(susan, 20);
    await makeExport(contextFor(mail), job);
    expect(new Set(sent).size).toBe(1);
    await makeExport(contextFor(mail), job);
    expect(mail.send).toHaveBeenCalledTimes(2);
  });

  it("begins its file anew when a try has left half of one", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, 4_000);
    const job = await begin(susan);
    const mail = mailCatcher();
    const stop = new AbortController();
    const throwIfAborted = vi.spyOn(stop.signal, "throwIfAborted");
    for (let page = 1; page <= 6; page += 1) throwIfAborted.mockReturnValueOnce(undefined);
    throwIfAborted.mockImplementationOnce(() => {
      throw new Error("killed");
    });
    const broken = { ...contextFor(mail), signal: stop.signal };
    await expect(makeExport(broken, job)).rejects.toThrow("killed");
    expect(await database.db.select().from(exportPieces)).not.toEqual([]);
    await makeExport(contextFor(mail), job);
    expect(JSON.parse(textOf(mail.sent[0])).posts).toHaveLength(4_000);
  });

  it("whose mail is refused for good has failed, tells so, and can still be fetched", async () => {
    const [susan] = await people(database.db, "susan");
    await write(susan, 2);
    const job = await begin(susan);
    const mail = { send: () => Promise.reject(new PermanentFailure("no such mailbox")) };
    await expect(makeExport(contextFor(mail), job)).rejects.toThrow(PermanentFailure);
    expect(await ownExports(susan)).toMatchObject([{ state: "failed", file: { postCount: 2 } }]);
    expect(await notificationsSince(susan, 0)).toMatchObject([{ data: { progress: 100 } }]);
  });
});
