import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import { told } from "@/lib/log";
import { useDatabase } from "./support/database";

describe("an error in the log", () => {
  const database = useDatabase();

  const SECRET = "canary@example.org";
  const insert = () =>
    database.db.transaction((tx) =>
      tx.insert(users).values({ username: "ann", email: SECRET, passwordHash: "canary-hash" }),
    );

  it("names the statement and the constraint, and nothing that somebody typed", async () => {
    await insert();
    const failure = await insert().catch((error: unknown) => error);
    const line = JSON.stringify(told(failure));
    expect(line).not.toContain("canary");
    expect(told(failure)).toMatchObject({
      type: "DrizzleQueryError",
      message: expect.stringContaining("insert into"),
      cause: { type: "PostgresError", code: "23505", constraint: "users_username_key" },
    });
    expect(told(failure).stack?.length).toBeGreaterThan(0);
  });

  it("survives what is no error", () => {
    expect(told("canary")).toEqual({ type: "string", message: "" });
    expect(told(undefined)).toEqual({ type: "undefined", message: "" });
  });

  it("keeps a value out that a statement could not be given", async () => {
    const failure = await database.db
      .transaction((tx) => tx.execute(sql`select ${"canary"}::int`))
      .catch((error: unknown) => error);
    expect(JSON.stringify(told(failure))).not.toContain("canary");
  });
});
