import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { importPieces, imports } from "@/db/schema";
import { addPiece, expectFile } from "@/lib/archives/mutations";
import { purgeImports } from "@/lib/imports/jobs";
import { dismissImport, endImport, undoImport } from "@/lib/imports/mutations";
import { ownImports } from "@/lib/imports/queries";
import { openSession } from "@/lib/sessions/queries";
import { freshDatabase, useDatabase } from "../support/database";
import { postsOf, sendFile, writeMoments } from "../support/imports";
import { jobContext, mailCatcher, mailsOf } from "../support/jobs";
import { member } from "../support/members";
import { apart, people } from "../support/people";
import { codeOf } from "../support/race";

const file = (count: number) =>
  JSON.stringify({
    posts: Array.from({ length: count }, (_, at) => ({
      body: `old ${at}`,
      timestamp: new Date(Date.UTC(2018, 0, 1) + at * 1_000).toISOString(),
    })),
  });

describe("an import that is undone", () => {
  const database = useDatabase();

  it("takes its posts along and no others, and can be made again", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await writeMoments(database.db, susan.viewer.id, 5);
    const importId = await sendFile(susan, file(450));
    await mailsOf(database.db);
    expect(await apart(john, (john) => undoImport(john, importId)).catch(codeOf)).toBe("notFound");
    await undoImport(susan, importId);
    await mailsOf(database.db);
    expect(await ownImports(susan)).toMatchObject([{ state: "undone", written: 450, left: 0 }]);
    expect(await postsOf(database.db, susan.viewer.id)).toHaveLength(5);
    expect(await apart(susan, (susan) => undoImport(susan, importId)).catch(codeOf)).toBe("notFound");
    await sendFile(susan, file(450));
    await mailsOf(database.db);
    expect((await ownImports(susan))[0]).toMatchObject({ state: "done", written: 450 });
  });

  it("waits until no other one runs", async () => {
    const [susan] = await people(database.db, "susan");
    const importId = await sendFile(susan, file(1));
    await mailsOf(database.db);
    await sendFile(susan, file(2));
    expect(await apart(susan, (susan) => undoImport(susan, importId)).catch(codeOf)).toBe("conflict");
  });
});

describe("a file", () => {
  const database = useDatabase();

  it("is refused while another one is imported, and takes the place of one that never came whole", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const first = await expectFile(susan, "a.json");
    await addPiece(susan, first, 0, Buffer.from("{"));
    const second = await expectFile(susan, "b.json");
    expect(await apart(susan, (susan) => addPiece(susan, first, 1, Buffer.from("}"))).catch(codeOf)).toBe(
      "notFound",
    );
    expect(await apart(john, (john) => addPiece(john, second, 0, Buffer.from("}"))).catch(codeOf)).toBe(
      "notFound",
    );
    await sendFile(susan, file(1));
    expect(await apart(susan, (susan) => expectFile(susan, "c.json")).catch(codeOf)).toBe("conflict");
    await mailsOf(database.db);
    expect(await database.db.select().from(importPieces)).toEqual([]);
  });
});

describe("an import that failed", () => {
  const database = useDatabase();

  it("is told on every page until it is put away", async () => {
    const { ctx, sessionId } = await member(database.db, "susan");
    const importId = await sendFile(ctx, file(1));
    expect((await openSession(ctx, sessionId))?.importTask).toEqual({
      taskId: importId,
      percent: 0,
      hasFailed: false,
    });
    await endImport(ctx, importId, { key: "cutOff" });
    expect((await openSession(ctx, sessionId))?.importTask).toMatchObject({
      taskId: importId,
      hasFailed: true,
    });
    const [stranger] = await people(database.db, "john");
    await dismissImport(stranger, importId);
    expect((await openSession(ctx, sessionId))?.importTask).not.toBeNull();
    await dismissImport(ctx, importId);
    expect((await openSession(ctx, sessionId))?.importTask).toBeNull();
    expect(await ownImports(ctx)).toMatchObject([{ state: "failed", failure: { key: "cutOff" } }]);
  });

  it("or was lost holds nobody up, and is forgotten when it left nothing", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    const age = (interval: string) =>
      database.db.execute(sql`update imports set moved_at = now() - ${interval}::interval`);
    const importId = await sendFile(susan, file(1));
    await expectFile(john, "posts.json");
    await age("61 minutes");
    const ctx = jobContext(database.db, mailCatcher());
    await purgeImports(ctx, { kind: "imports.purge" });
    expect(await ownImports(susan)).toMatchObject([{ state: "failed", failure: { key: "lost" } }]);
    expect(await ownImports(john)).toEqual([]);
    await age("31 days");
    await purgeImports(ctx, { kind: "imports.purge" });
    expect(await database.db.select().from(imports).where(eq(imports.id, importId))).toEqual([]);
  });
});

describe("two files at once", () => {
  const database = freshDatabase({ max: 20 });

  it("make one import", async () => {
    const [susan] = await people(database.db, "susan");
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => sendFile(susan, file(1)).then(() => "begun", codeOf)),
    );
    expect(outcomes.filter((outcome) => outcome === "begun")).toHaveLength(1);
    const rows = await database.db.select().from(imports);
    expect(rows).toMatchObject([{ state: "running" }]);
    const jobs = await database.db.execute(
      sql`select from pgboss.job where data -> 'job' ->> 'kind' = 'imports.run'`,
    );
    expect(jobs).toHaveLength(1);
  });
});
