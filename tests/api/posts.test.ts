import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { follows, posts } from "@/db/schema";
import type { TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;
let kim: TestMember;
let stranger: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
  kim = await api.member("kim");
  stranger = await api.member("stranger");
  await api.db.insert(follows).values({ followerId: susan.id, followeeId: kim.id });
});

const ids = (json: { items: { id: number }[] }) => json.items.map(({ id }) => id);

describe("posts", () => {
  it("are written, read and deleted by their author", async () => {
    const written = await api.call("/api/posts", {
      method: "POST",
      token: susan.token,
      body: { body: "Hi" },
    });
    const path = written.json._links.self;
    expect(written.status).toBe(201);
    expect(written.headers.get("location")).toBe(path);
    expect(written.json).toMatchObject({ body: "Hi", author: { id: susan.id, username: "susan" } });
    expect((await api.call(path, { token: kim.token })).json).toEqual(written.json);

    expect((await api.call(path, { method: "DELETE", token: kim.token })).status).toBe(404);
    expect((await api.call(path, { token: kim.token })).status).toBe(200);
    expect((await api.call(path, { method: "DELETE", token: susan.token })).status).toBe(204);
    expect((await api.call(path, { token: susan.token })).status).toBe(404);
    expect((await api.call(path, { method: "DELETE", token: susan.token })).status).toBe(404);
  });

  it("are read in stretches, newest first, each once", async () => {
    const written: number[] = [];
    for (let count = 0; count < 5; count += 1) written.unshift(await api.post(kim.id, `Number ${count}`));
    const seen: number[] = [];
    let next = `/api/users/${kim.id}/posts?per_page=2`;
    for (let page = 0; page < 3; page += 1) {
      const { json, headers } = await api.call(next, { token: susan.token });
      seen.push(...ids(json));
      next = json._links.next;
      expect(headers.get("link")).toBe(next && `<${next}>; rel="next"`);
    }
    expect(next).toBeNull();
    expect(seen).toEqual(written);
  });

  it("stand in one's feed when one follows their author, and everywhere in explore", async () => {
    const far = await api.post(stranger.id);
    const feed = await api.call("/api/feed?per_page=100", { token: susan.token });
    expect(ids(feed.json)).not.toContain(far);
    expect(new Set(feed.json.items.map(({ author }: { author: { id: number } }) => author.id))).toEqual(
      new Set([kim.id]),
    );
    for (const path of ["/api/explore", "/api/posts"]) {
      expect(ids((await api.call(path, { token: susan.token })).json)).toContain(far);
    }
  });

  it.each(["abc", "-1", "0", "9007199254740993", "1e3", "1&before=2"])(
    "have no cursor %s",
    async (before) => {
      const reply = await api.call(`/api/posts?before=${before}`, { token: susan.token });
      expect(reply).toMatchObject({
        status: 400,
        json: { error: "Bad Request", message: "before: this is not valid" },
      });
    },
  );
});

describe("following", () => {
  const at = (id: number) => `/api/users/${id}/follow`;
  const count = () => api.db.$count(follows, eq(follows.followerId, kim.id));

  it("happens once, however often and however fast it is asked for", async () => {
    const replies = await Promise.all(
      Array.from({ length: 30 }, () => api.call(at(susan.id), { method: "PUT", token: kim.token })),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([204]));
    expect(await count()).toBe(1);
    expect((await api.call(at(susan.id), { token: kim.token })).json).toEqual({
      following: true,
      followed_by: true,
    });
    for (let again = 0; again < 2; again += 1) {
      expect((await api.call(at(susan.id), { method: "DELETE", token: kim.token })).status).toBe(204);
    }
    expect(await count()).toBe(0);
  });

  it("is not for oneself, and not for nobody", async () => {
    expect(await api.call(at(kim.id), { method: "PUT", token: kim.token })).toMatchObject({
      status: 400,
      json: { error: "Bad Request", message: "you cannot follow yourself!" },
    });
    expect((await api.call(at(999_999), { method: "PUT", token: kim.token })).status).toBe(404);
  });
});

describe("an Idempotency-Key", () => {
  const post = (body: string, key: string, member = susan) =>
    api.call("/api/posts", {
      method: "POST",
      token: member.token,
      body: { body },
      headers: { "idempotency-key": key },
    });

  it("makes one post of fifty requests at once", async () => {
    const replies = await Promise.all(Array.from({ length: 50 }, () => post("Only once", "fifty")));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ json }) => json.id)).size).toBe(1);
    expect(await api.db.$count(posts, eq(posts.body, "Only once"))).toBe(1);
  });

  it("belongs to one member and one text for a day", async () => {
    const first = await post("One", "mine");
    const other = await post("Two", "mine");
    expect(other).toMatchObject({ status: 422, json: { error: "Unprocessable Entity" } });
    expect((await post("Two", "mine", kim)).status).toBe(201);
    await api.age("mine", 25);
    const later = await post("Two", "mine");
    expect(later.status).toBe(201);
    expect(later.json.id).not.toBe(first.json.id);
  });

  it.each(["", " ", "ä", "x".repeat(201)])("cannot be %j", async (key) => {
    const reply = await post("x", key).catch(() => ({ status: 400 }));
    expect(reply.status).toBe(400);
  });
});
