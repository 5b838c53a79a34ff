import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { loggedError } from "@/lib/log-error";
import { isQuiet, routeOf } from "@/lib/web/route";
import { useDatabase } from "../support/database";
import { readSources } from "../support/sources";

const CANARY = "canary-7f3a";
const told = (error: unknown) => JSON.stringify(loggedError(error));
const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};

describe("an error in the log", () => {
  const database = useDatabase();

  it("says where and what kind", async () => {
    const error = loggedError(new TypeError("no such thing"));
    expect(error).toMatchObject({ type: "TypeError", message: "no such thing" });
    expect(error.frames[0]).toContain("error.test.ts");
  });

  it("does not repeat what the database was asked with, or answers", async () => {
    const failing = () =>
      database.db.transaction((tx) =>
        tx.execute(
          sql`insert into users (username, email, password_hash) values (${`${CANARY}!`}, ${CANARY}, 'x')`,
        ),
      );
    const error = await caught(failing);
    expect(told(error)).not.toContain(CANARY);
    expect(told(error)).toContain("23514");
  });

  it.each<[string, () => unknown]>([
    ["a parser", () => JSON.parse(`{"password": ${CANARY}`)],
    ["an address", () => new URL(CANARY)],
    ["a check of arguments", () => Buffer.from(0 as never, CANARY as never)],
    [
      "a chain of causes",
      () => {
        throw new Error(`outer '${CANARY}'`, { cause: new Error(`inner "${CANARY}"`) });
      },
    ],
  ])("does not repeat what %s was given", async (_, work) => {
    expect(told(await caught(work))).not.toContain(CANARY);
  });

  it("is one line", () => {
    expect(told(new Error('first\nsecond\r\n{"level":"info"}'))).not.toMatch(/\\n|\\r/);
  });
});

describe("an address in the log", () => {
  it.each([
    ["/", "/"],
    ["/user/ann/posts/7?before=1", "/user/:/posts/:"],
    [`/auth/reset-password/${"x".repeat(43)}`, "/auth/reset-password/:"],
    ["/api/users/7/followers", "/api/users/:/followers"],
    [`/${CANARY}/%0d%0a{}`, "/:/:"],
    [`/search?q=${CANARY}`, "/search"],
  ])("%s is kept as %s", (url, route) => expect(routeOf(url)).toBe(route));

  it("keeps the words of every route there is", () => {
    const routes = readSources()
      .map(({ path }) => /^app\/(.*)\/(?:page\.tsx|route\.ts)$/.exec(path)?.[1])
      .filter((path) => path !== undefined)
      .map(
        (path) =>
          `/${path
            .split("/")
            .filter((part) => !part.startsWith("("))
            .join("/")}`,
      );
    expect(routes.length).toBeGreaterThan(10);
    const templates = routes.map((route) => route.replaceAll(/\[+[^\]]*\]+/g, ":"));
    expect(routes.map(routeOf)).toEqual(templates);
  });

  it("is logged for what people do, not for files and probes", () => {
    expect(isQuiet("/healthz")).toBe(true);
    expect(isQuiet("/user/:")).toBe(false);
  });
});
