import { beforeAll, describe, expect, it } from "vitest";
import type { TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;
let kim: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
  kim = await api.member("kim");
  for (let count = 0; count < 5; count += 1) await api.post(kim.id, `Bread number ${count}`);
  await api.post(susan.id, "Bread and butter");
  await api.post(susan.id, "Nothing to eat");
});

const search = (query: Record<string, string>, headers = {}) =>
  api.call(`/api/search?${new URLSearchParams(query)}`, { token: susan.token, headers });
const bodies = (json: { items: { body: string }[] }) => json.items.map(({ body }) => body);

describe("searching", () => {
  it("finds posts, best first, as they are told everywhere", async () => {
    const { status, json } = await search({ q: 'bread "and butter"' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ type: "posts", is_reduced: false, _links: { next: null } });
    expect(bodies(json)).toEqual(["Bread and butter"]);
    expect(json.items[0]).toEqual((await api.call(json.items[0]._links.self, { token: kim.token })).json);
  });

  it("knows the operators", async () => {
    expect(bodies((await search({ q: "bread from:susan" })).json)).toEqual(["Bread and butter"]);
    expect((await search({ q: "bread -butter" })).json.items).toHaveLength(5);
    expect((await search({ q: "bread before:2020-01-01" })).json.items).toEqual([]);
  });

  it("is read in stretches, each hit once, and every address keeps what was asked", async () => {
    const seen: string[] = [];
    let next: string | null = `/api/search?${new URLSearchParams({ q: "bread", per_page: "2" })}`;
    for (let page = 0; next && page < 5; page += 1) {
      const { json, headers } = await api.call(next, { token: susan.token });
      seen.push(...bodies(json));
      expect(headers.get("link")).toBe(json._links.next && `<${json._links.next}>; rel="next"`);
      expect(new URL(json._links.self, api.url).searchParams.get("q")).toBe("bread");
      next = json._links.next;
    }
    expect(next).toBeNull();
    expect(seen).toHaveLength(6);
    expect(new Set(seen).size).toBe(6);
  });

  it("finds people by something like their name, as they are told everywhere", async () => {
    const { json } = await search({ q: "susn", type: "people" });
    expect(json.type).toBe("people");
    expect(json.items).toEqual([(await api.call(`/api/users/${susan.id}`, { token: kim.token })).json]);
    expect(JSON.stringify(json)).not.toContain(susan.email);
  });

  it("is kept by the client until something else is found, and counted like all that is read", async () => {
    const first = await search({ q: "butter" });
    const etag = first.headers.get("etag") ?? "";
    expect((await search({ q: "butter" }, { "if-none-match": etag })).status).toBe(304);
    await api.post(kim.id, "Peanut butter");
    expect((await search({ q: "butter" }, { "if-none-match": etag })).status).toBe(200);
  });

  it.each([
    [{}, "q: this field is required"],
    [{ q: "" }, "q: this field is required"],
    [{ q: "  ?! " }, "q: this field is required"],
    [{ q: "bread", type: "pages" }, "type: this is not valid"],
    [{ q: "bread", before: "25" }, "before: this is not valid"],
    [{ q: "bread", before: "1.9999999999999999" }, "before: this is not valid"],
  ])("is refused without sense: %o", async (query, message) => {
    expect(await search(query as Record<string, string>)).toMatchObject({
      status: 400,
      json: { error: "Bad Request", message },
    });
  });

  it("is for members who show a token that may read", async () => {
    expect((await api.call("/api/search?q=bread")).status).toBe(401);
    const token = await api.token(susan.id, ["write"]);
    expect((await api.call("/api/search?q=bread", { token })).status).toBe(403);
  });
});
