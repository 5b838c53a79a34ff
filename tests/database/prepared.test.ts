import { describe, expect, it } from "vitest";
import type { Database } from "@/db/connection";
import { prepared } from "@/db/prepared";

/** Two databases, as far as it matters here that they are two. */
const [one, another] = [{}, {}] as Database[];

function counted() {
  const written: string[] = [];
  const statement = prepared((db, direction: "older" | "newer", limit: number) => {
    const text = `${db === one ? "one" : "another"} ${direction} ${limit}`;
    written.push(text);
    return { text };
  });
  return { written, statement };
}

describe("a statement that is written once", () => {
  it("is the same from one time to the next", () => {
    const { written, statement } = counted();
    expect(statement(one as Database, "older", 26)).toBe(statement(one as Database, "older", 26));
    expect(written).toEqual(["one older 26"]);
  });

  it("is another for another database, such as a transaction, and for each shape", () => {
    const { statement } = counted();
    const all = [
      statement(one as Database, "older", 26),
      statement(another as Database, "older", 26),
      statement(one as Database, "newer", 26),
      statement(one as Database, "older", 11),
    ];
    expect(all.map(({ text }) => text)).toEqual([
      "one older 26",
      "another older 26",
      "one newer 26",
      "one older 11",
    ]);
  });
});
