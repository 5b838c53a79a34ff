import { describe, expect, it } from "vitest";
import type { BrokenFile } from "@/lib/archives/schema";
import { finder, plainTextOf } from "@/lib/imports/rules";
import { boost, entriesOf, outbox, toot } from "../support/archives";

const NOW = new Date("2024-06-01T00:00:00Z");
const found = (file: string) => entriesOf(file).map(finder(140, NOW));
const own = (...posts: unknown[]) => JSON.stringify({ posts });

describe("a post of our own file", () => {
  it("is what was written, when it was written", () => {
    const [post] = found(own({ body: "안녕\n – you", timestamp: "2017-11-20T09:12:44.031000Z" }));
    expect(post).toMatchObject({ body: "안녕\n – you", at: new Date("2017-11-20T09:12:44.031Z") });
  });

  it("is told from others by its text and time", () => {
    const at = "2017-11-20T09:12:44Z";
    const all = found(
      own(
        { body: "a", timestamp: at },
        { body: "b", timestamp: at },
        { body: "a", timestamp: "2018-11-20T09:12:44Z" },
      ),
    );
    expect(new Set(all.map((post) => typeof post === "object" && post.source)).size).toBe(3);
    expect(found(own({ body: "a", timestamp: at }))).toEqual([all[0]]);
  });

  it("is skipped when it is too long, blank or not to be stored", () => {
    const timestamp = "2017-11-20T09:12:44Z";
    const bodies = ["x".repeat(141), " \n ", "", "a\u0000b", "👩‍👩‍👧‍👦".repeat(140)];
    const all = found(own(...bodies.map((body) => ({ body, timestamp }))));
    expect(all.map((post) => (typeof post === "string" ? post : "post"))).toEqual([
      "tooLong",
      "blank",
      "blank",
      "unstorable",
      "post",
    ]);
  });

  it("without a text or a date that can be makes the file useless, and is named", () => {
    const faultOf = (entry: unknown) => {
      try {
        found(own({ body: "good", timestamp: "2017-11-20T09:12:44Z" }, entry));
      } catch (error) {
        return (error as BrokenFile).fault;
      }
    };
    expect(faultOf({ timestamp: "2017-11-20T09:12:44Z" })).toEqual({ key: "badEntry", entry: 2 });
    expect(faultOf(7)).toEqual({ key: "badEntry", entry: 2 });
    for (const timestamp of ["yesterday", undefined, "1999-12-31T23:59:59Z", "2024-06-01T00:06:00Z"]) {
      expect(faultOf({ body: "a", timestamp })).toEqual({ key: "badDate", entry: 2 });
    }
  });
});

describe("an activity of Mastodon's file", () => {
  it("is a post where its owner wrote it for everybody", () => {
    const followers = "https://social.example/users/susan/followers";
    const everybody = "https://www.w3.org/ns/activitystreams#Public";
    const all = found(
      outbox([
        toot({ id: 1, content: "<p>Public</p>" }),
        toot({ id: 2, content: "<p>Unlisted</p>", to: [followers], cc: [everybody] }),
        toot({ id: 3, content: "<p>For followers</p>", to: [followers], cc: [] }),
        toot({ id: 4, content: "<p>For one</p>", to: ["https://social.example/users/john"], cc: [] }),
        boost("https://other.example/1"),
        { ...toot({ id: 5, content: "Not hers" }), actor: "https://social.example/users/john" },
        toot({ id: 6, content: "Not hers", attributedTo: "https://social.example/users/john" }),
        toot({ id: 7, content: "Which one?", type: "Question" }),
        { ...toot({ id: 8, content: "Gone" }), type: "Delete", object: "https://social.example/8" },
      ]),
    );
    expect(all.map((post) => (typeof post === "string" ? post : post.body))).toEqual([
      ...["Public", "Unlisted", "hidden", "hidden", "boosts", "others", "others", "others", "others"],
    ]);
    expect(all[0]).toMatchObject({
      at: new Date("2023-01-01T00:01:00Z"),
      source: "https://social.example/users/susan/statuses/1",
    });
  });

  it("keeps its warning above its text", () => {
    expect(found(outbox([toot({ id: 1, content: "<p>Snape dies</p>", summary: "Spoiler" })]))).toMatchObject([
      { body: "Spoiler\n\nSnape dies" },
    ]);
  });
});

describe("HTML as text", () => {
  it.each([
    ["<p>One<br>two<br />three</p><p>four</p>", "One\ntwo\nthree\n\nfour"],
    ["<p>1 &lt; 2 &amp;&nbsp;&#x1F44B;</p>", "1 < 2 & 👋"],
    [
      '<p><a href="https://example.com/a/b"><span class="invisible">https://</span><span class="ellipsis">example.com/a</span><span class="invisible">/b</span></a></p>',
      "https://example.com/a/b",
    ],
    ['<p><span class="h-card"><a href="https://x.example/@bo">@<span>bo</span></a></span> hi</p>', "@bo hi"],
    ["<ul><li>a</li><li>b</li></ul>", "a\nb"],
    ["a<script>alert(1)</script><style>b{}</style>c", "ac"],
    ["<p><b>never closed & <i>so</p>", "never closed & so"],
    ["plain\ntext", "plain text"],
  ])("%s", (html, text) => {
    expect(plainTextOf(html)).toBe(text);
  });
});
