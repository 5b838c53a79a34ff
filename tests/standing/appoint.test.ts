import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { users } from "@/db/schema";
import { tellFailure } from "@/lib/failures/jobs";
import { appoint, disable } from "@/lib/standing/mutations";
import { useDatabase } from "../support/database";
import { member } from "../support/members";

const own = useDatabase();

it("administrators are told of failures while they are let in, at addresses they have confirmed", async () => {
  const ann = await member(own.db, "ann");
  const anyone = { db: own.db, viewer: null };
  const told = async () => {
    const mails: string[] = [];
    const ctx = {
      ...anyone,
      jobId: "job",
      mail: { send: async ({ to }: { to: string }) => void mails.push(to) },
    };
    const note = { event: "request-failed", type: "Error", message: "m", frames: [], suppressed: 0 };
    await tellFailure(ctx as never, { kind: "failures.tell", ...note } as never);
    return mails;
  };
  await appoint(anyone, ann.id, true);
  expect(await told()).toEqual([]);
  await own.db.update(users).set({ emailConfirmedAt: new Date() }).where(eq(users.id, ann.id));
  expect(await told()).toEqual([ann.email]);
  await disable(anyone, ann.id);
  expect(await told()).toEqual([]);
});
