import { describe, expect, it } from "vitest";
import { EMPTY_FILE, exportedPost, FILE_END, percentOf } from "@/lib/exports/rules";

describe("the file of an export", () => {
  it("is the tutorial's, byte for byte", () => {
    const posts = [
      { body: "my first post!", createdAt: new Date("2017-11-20T09:12:44.031Z") },
      { body: "안녕", createdAt: new Date("2017-11-21T10:00:00Z") },
    ];
    const file = posts.map((post, index) => exportedPost(post, index === 0)).join("") + FILE_END;
    expect(file).toBe(`{
    "posts": [
        {
            "body": "my first post!",
            "timestamp": "2017-11-20T09:12:44.031000Z"
        },
        {
            "body": "\\uc548\\ub155",
            "timestamp": "2017-11-21T10:00:00Z"
        }
    ]
}`);
  });

  it("of somebody without posts has none, and parses", () => {
    expect(JSON.parse(EMPTY_FILE)).toEqual({ posts: [] });
  });

  it("holds whatever people write, in ASCII", () => {
    const body = `"quoted" \\ \n\ttab 👩‍👩‍👧‍👦 \u202e ñ < / & é`;
    const file = exportedPost({ body, createdAt: new Date(0) }, true) + FILE_END;
    expect(file).toMatch(/^[\x20-\x7e\n]+$/);
    expect(JSON.parse(file).posts[0].body).toBe(body);
  });

  it.each([
    [0, 3, 0],
    [1, 3, 33],
    [2, 3, 66],
    [3, 3, 99],
    [0, 0, 99],
    [999, 1000, 99],
  ])(
    "is at %d of %d posts %d percent done, and at 100 only when it has been mailed",
    (done, total, percent) => {
      expect(percentOf(done, total)).toBe(percent);
    },
  );
});
