import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { exportTasks } from "@/db/schema";
import type { ViewerContext } from "@/lib/context";
import { makeExport, purgeExports } from "@/lib/exports/jobs";
import { startExport } from "@/lib/exports/mutations";
import { ownExports, ownFile } from "@/lib/exports/queries";
import { useDatabase } from "../support/database";
import { jobContext, mailCatcher } from "../support/jobs";
import { people } from "../support/people";

describe("an export", () => {
  const database = useDatabase();
  const context = () => jobContext(database.db, mailCatcher());

  async function begin(author: ViewerContext) {
    await startExport(author, "en");
    const [row] = await ownExports(author);
    return { kind: "exports.make", exportId: row?.id ?? "", locale: "en" } as const;
  }

  it("that was lost counts as failed after an hour; a file goes after seven days", async () => {
    const [susan, john] = await people(database.db, "susan", "john");
    await begin(susan);
    const job = await begin(john);
    await makeExport(context(), job);
    await database.db.update(exportTasks).set({ requestedAt: sql`now() - interval '61 minutes'` });
    await purgeExports(context(), { kind: "exports.purge" });
    expect(await ownExports(susan)).toMatchObject([{ state: "failed", file: null }]);
    expect(await ownFile(john, job.exportId)).not.toBeNull();
    await database.db.update(exportTasks).set({ requestedAt: sql`now() - interval '7 days 1 minute'` });
    expect(await ownFile(john, job.exportId)).toBeNull();
    await purgeExports(context(), { kind: "exports.purge" });
    expect(await database.db.select().from(exportTasks)).toEqual([]);
  });
});
