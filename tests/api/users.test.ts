import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { follows, users } from "@/db/schema";
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

describe("GET /api/users/<id>", () => {
  it("gives the representation of the tutorial, field by field, without the email", async () => {
    const { status, json } = await api.call(`/api/users/${miguel.id}`, as(susan));
    expect(status).toBe(200);
    expect(json).toEqual({
      id: miguel.id,
      username: "miguel",
      name: null,
      last_seen: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z$/),
      about_me: null,
      post_count: 1,
      follower_count: 1,
      followed_count: 0,
      _links: {
        self: `/api/users/${miguel.id}`,
        followers: `/api/users/${miguel.id}/followers`,
        followed: `/api/users/${miguel.id}/followed`,
        posts: `/api/users/${miguel.id}/posts`,
        avatar: `http://localhost:3000/avatar/${miguel.id}`,
      },
    });
  });

  it("gives the email in one's own entry only", async () => {
    expect((await api.call(`/api/users/${susan.id}`, as(susan))).json.email).toBe(susan.email);
    expect((await api.call("/api/me", as(susan))).json).toMatchObject({ id: susan.id, email: susan.email });
    const { text } = await api.call("/api/users", as(susan));
    expect(text).not.toContain("@");
  });

  it("writes an instant without a fraction where it has none", async () => {
    const whole = new Date("2026-11-27T18:02:11Z");
    await api.db.update(users).set({ lastSeenAt: whole }).where(eq(users.id, miguel.id));
    expect((await api.call(`/api/users/${miguel.id}`, as(susan))).json.last_seen).toBe(
      "2026-11-27T18:02:11Z",
    );
  });

  it("answers 404 for an unknown id, and 401 before that", async () => {
    expect(await api.call("/api/users/999999", as(susan))).toMatchObject({
      status: 404,
      json: { error: "Not Found" },
    });
    expect((await api.call("/api/users/999999")).status).toBe(401);
  });

  it.each(["abc", "-1", "1.5", "0x10", "9e99", "%20", "1%2F2"])("has no address %s", async (id) => {
    expect(await api.call(`/api/users/${id}`)).toMatchObject({ status: 404, text: '{"error":"Not Found"}' });
  });

  it.each(["0", "99999999999999999999", "9007199254740993"])("knows nobody of id %s", async (id) => {
    expect((await api.call(`/api/users/${id}`, as(susan))).status).toBe(404);
  });
});
