import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { users } from "@/db/schema";
import { loggedError } from "@/lib/log-error";
import { useDatabase } from "./support/database";

describe("an error in the log", () => {
  const database = useDatabase();

  const SECRET = "canary@example.org";
  const insert = () =>
    database.db.transaction((tx) =>
      tx.insert(users).values({ username: "ann", email: SECRET, passwordHash: "canary-hash" }),
    );

  it("names the kind, the code and the constraint, and nothing that somebody typed", async () => {
    await insert();
    const failure = await insert().catch((error: unknown) => error);
    const line = JSON.stringify(loggedError(failure));
    expect(line).not.toContain("canary");
    expect(loggedError(failure)).toMatchObject({
      type: "DrizzleQueryError",
      cause: { type: "PostgresError", code: "23505", constraint: "users_username_key" },
    });
    expect(loggedError(failure).frames.length).toBeGreaterThan(0);
  });

  it("survives what is no error", () => {
    expect(loggedError("canary")).toEqual({ type: "string", message: "", frames: [] });
    expect(loggedError(undefined)).toEqual({ type: "undefined", message: "", frames: [] });
  });

  it("keeps a value out that a statement could not be given", async () => {
    const failure = await database.db
      .transaction((tx) => tx.execute(sql`select ${"canary"}::int`))
      .catch((error: unknown) => error);
    expect(JSON.stringify(loggedError(failure))).not.toContain("canary");
  });
});
