import { describe, expect, it } from "vitest";
import { BrokenFile } from "@/lib/archives/schema";
import { entriesOf, outbox, toot } from "../support/archives";

const faultOf = (file: string | Uint8Array, pieceBytes = 7) => {
  try {
    entriesOf(file, pieceBytes);
  } catch (error) {
    if (error instanceof BrokenFile) return error.fault;
    throw error;
  }
};
const posts = (...entries: unknown[]) => JSON.stringify({ posts: entries }, null, 4);

describe("the entries of a file", () => {
  const tricky = [
    { body: 'a "quote", a \\ and ] } in a text', deep: [[{ a: [1, "]"] }]] },
    { body: "안녕 👩‍👩‍👧‍👦\n", n: -1.5e3 },
    "a text",
    17,
    null,
  ];

  it.each([1, 2, 3, 7, 64, 1_000_000])("are the same in pieces of %i bytes", (pieceBytes) => {
    for (const file of [
      posts(...tricky),
      JSON.stringify({ before: [tricky], posts: tricky, after: { posts: [1] } }),
    ]) {
      const found = entriesOf(file, pieceBytes);
      expect(found.map(({ value }) => value)).toEqual(tricky);
      expect(found.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    }
  });

  it("are found in both kinds of files, and the kind with them", () => {
    expect(entriesOf(posts({ body: "a" }))).toMatchObject([{ list: "posts" }]);
    expect(entriesOf(`\ufeff${outbox([toot({ id: 1, content: "a" })])}\n`)).toMatchObject([
      { list: "orderedItems" },
    ]);
    expect(entriesOf('{"posts": []}')).toEqual([]);
  });

  it("are none where the file is not one of ours, is cut off or no JSON, and it is said where", () => {
    expect(faultOf('{"people": [1]}')).toEqual({ key: "unknownFile" });
    expect(faultOf('{"posts": {"a": 1}}')).toEqual({ key: "unknownFile" });
    expect(faultOf('[{"posts": [1]}]')).toEqual({ key: "notJson", line: 1 });
    expect(faultOf("\nposts")).toEqual({ key: "notJson", line: 2 });
    expect(faultOf('{"posts": [1]}\n{"posts": [1]}')).toEqual({ key: "notJson", line: 2 });
    expect(faultOf('{"posts": [\n1}')).toEqual({ key: "notJson", line: 2 });
    expect(faultOf('{"posts": [{"body": "a"}, {"bo')).toEqual({ key: "cutOff" });
    expect(faultOf('{"posts": [\n1,\n{"body": a}\n]}')).toEqual({ key: "badEntry", entry: 2, line: 3 });
    expect(faultOf(Buffer.from('{"posts": ["\xe9"]}', "latin1"))).toMatchObject({
      key: "badEntry",
      entry: 1,
    });
    expect(faultOf("")).toEqual({ key: "unknownFile" });
  });

  it("cost no memory by being deep or long", () => {
    expect(faultOf(`{"posts": ["${"x".repeat(1_100_000)}"]}`, 9_999)).toMatchObject({
      key: "badEntry",
      entry: 1,
    });
    expect(faultOf(`{"a": ${"[".repeat(1_000_000)}`, 9_999)).toEqual({ key: "cutOff" });
  });
});
