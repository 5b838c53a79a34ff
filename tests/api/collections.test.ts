import { beforeAll, describe, expect, it } from "vitest";
import { follows } from "@/db/schema";
import type { TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let miguel: TestMember;
let susan: TestMember;

beforeAll(async () => {
  miguel = await api.member("miguel");
  susan = await api.member("susan");
  await api.db.insert(follows).values({ followerId: susan.id, followeeId: miguel.id });
  await api.post(miguel.id);
});

const as = (member: TestMember) => ({ token: member.token });

describe("collections", () => {
  it("have ten entries a page by id, and links that keep the numbers", async () => {
    const { json } = await api.call("/api/users?page=1&per_page=1", as(susan));
    expect(json).toMatchObject({
      items: [{ id: miguel.id }],
      _meta: { page: 1, per_page: 1, total_pages: 2, total_items: 2 },
      _links: {
        self: "/api/users?page=1&per_page=1",
        next: "/api/users?page=2&per_page=1",
        prev: null,
      },
    });
    const first = await api.call("/api/users", as(susan));
    expect(first.json._meta).toEqual({ page: 1, per_page: 10, total_pages: 1, total_items: 2 });
    expect(first.headers.get("link")).toBeNull();
  });

  it("say the neighbouring pages in the Link header too", async () => {
    const { headers } = await api.call("/api/users?page=2&per_page=1", as(susan));
    expect(headers.get("link")).toBe('</api/users?page=1&per_page=1>; rel="prev"');
    expect((await api.call("/api/users?per_page=1", as(susan))).headers.get("link")).toBe(
      '</api/users?page=2&per_page=1>; rel="next"',
    );
  });

  it("are empty beyond the end, with a way back", async () => {
    expect((await api.call("/api/users?page=99", as(susan))).json).toEqual({
      items: [],
      _meta: { page: 99, per_page: 10, total_pages: 1, total_items: 2 },
      _links: {
        self: "/api/users?page=99&per_page=10",
        next: null,
        prev: "/api/users?page=98&per_page=10",
      },
    });
  });

  it.each([
    ["per_page=5000", { page: 1, per_page: 100 }],
    ["page=0&per_page=0", { page: 1, per_page: 1 }],
    ["page=-5&per_page=-5", { page: 1, per_page: 1 }],
    ["page=x&per_page=1e9", { page: 1, per_page: 10 }],
    ["page=1.5&per_page=", { page: 1, per_page: 10 }],
    ["page=99999999999999999999", { page: 1_000_000_000, per_page: 10 }],
    ["page=1&page=2", { page: 1, per_page: 10 }],
  ])("read ?%s as the tutorial does", async (query, meta) => {
    const { status, json } = await api.call(`/api/users?${query}`, as(susan));
    expect(status).toBe(200);
    expect(json._meta).toMatchObject(meta);
  });

  it("list followers, and the followed under both names", async () => {
    const at = (name: string, member: TestMember) =>
      api.call(`/api/users/${member.id}/${name}`, as(susan)).then(({ json }) => json);
    expect(await at("followers", miguel)).toMatchObject({
      items: [{ id: susan.id }],
      _meta: { total_items: 1 },
      _links: { self: `/api/users/${miguel.id}/followers?page=1&per_page=10` },
    });
    expect((await at("followed", susan)).items).toMatchObject([{ id: miguel.id }]);
    expect((await at("following", susan)).items).toMatchObject([{ id: miguel.id }]);
    expect(await at("followed", miguel)).toMatchObject({
      items: [],
      _meta: { total_pages: 0, total_items: 0 },
    });
    for (const name of ["followers", "followed", "following", "posts", "follow"]) {
      expect((await api.call(`/api/users/999999/${name}`, as(susan))).status).toBe(404);
    }
  });
});
