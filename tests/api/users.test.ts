import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { follows, users } from "@/db/schema";
import { useApi } from "../support/api";
import { basic, PASSWORD, type TestMember } from "../support/api-client";

const api = useApi();
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

describe("POST /api/users", () => {
  const register = (body: unknown, headers = {}) => api.call("/api/users", { method: "POST", body, headers });
  const badRequest = (message: string) => ({ status: 400, json: { error: "Bad Request", message } });

  it.each([[undefined], [{}], [{ username: "bob" }], [{ username: "bob", email: "bob@example.com" }]])(
    "asks for the three fields before anything else: %j",
    async (body) => {
      expect(await register(body)).toMatchObject(
        badRequest("must include username, email and password fields"),
      );
    },
  );

  it("says which name is taken, the username first, before it looks at the password", async () => {
    const taken = { username: "SUSAN", email: "Miguel@Example.com", password: "x" };
    expect(await register(taken)).toMatchObject(badRequest("please use a different username"));
    expect(await register({ ...taken, username: "bob" })).toMatchObject(
      badRequest("please use a different email address"),
    );
    expect((await register({ ...taken, username: "admin" })).json.message).toBe(
      "please use a different username",
    );
  });

  it.each([
    [{ password: "short" }, "a password has at least 8 characters"],
    [{ password: "password1" }, "this password is one of the first a stranger would try"],
    [{ username: "" }, "username: this field is required"],
    [{ username: "a b" }, "only letters, digits, dots"],
    [{ email: "nobody" }, "invalid email address"],
    [{ about_me: "x".repeat(141) }, "about_me: at most 140 characters"],
    [{ is_admin: true }, "is_admin: there is no such field"],
    [{ id: 7 }, "id: there is no such field"],
  ])("refuses %j", async (change, message) => {
    const body = { username: "bob", email: "bob@example.com", password: PASSWORD, ...change };
    const reply = await register(body);
    expect(reply.status).toBe(400);
    expect(reply.json.message).toContain(message);
    expect(await api.db.$count(users, eq(users.username, "bob"))).toBe(0);
  });

  it("makes a member who can get a token, and says where they are", async () => {
    const reply = await register({
      username: "alice",
      email: "alice@example.com",
      password: "eleven blue doors",
      about_me: "Hello, my name is Alice!",
    });
    expect(reply.status).toBe(201);
    expect(reply.json).toMatchObject({
      username: "alice",
      about_me: "Hello, my name is Alice!",
      post_count: 0,
    });
    expect(reply.json).not.toHaveProperty("email");
    const location = reply.headers.get("location") ?? "";
    expect(location).toBe(reply.json._links.self);
    const token = await api.call("/api/tokens", {
      method: "POST",
      headers: basic("alice", "eleven blue doors"),
    });
    expect((await api.call(location, { token: token.json.token })).json.email).toBe("alice@example.com");
  });
});

describe("PUT /api/users/<id>", () => {
  const put = (body: unknown, { id = susan.id, token = susan.token } = {}) =>
    api.call(`/api/users/${id}`, { method: "PUT", token, body });

  it("changes what is given and leaves the rest", async () => {
    const { status, json } = await put({ about_me: "Hi, I am Susan" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ about_me: "Hi, I am Susan", username: "susan", email: susan.email });
    expect((await put({ name: "Susan Díaz" })).json).toMatchObject({
      name: "Susan Díaz",
      about_me: "Hi, I am Susan",
    });
    expect((await put({ about_me: null })).json.about_me).toBeNull();
    expect((await put({ about_me: "" })).json.about_me).toBeNull();
  });

  it("takes no body, an empty one and one's own names as they are", async () => {
    expect((await put(undefined)).status).toBe(200);
    expect((await put({})).status).toBe(200);
    expect((await put({ username: "susan", email: susan.email })).status).toBe(200);
  });

  it("ignores a password", async () => {
    expect((await put({ password: "another one 1" })).status).toBe(200);
    const reply = await api.call("/api/tokens", { method: "POST", headers: basic("susan", PASSWORD) });
    expect(reply.status).toBe(200);
  });

  it("says that a name is taken, the username first", async () => {
    const message = async (body: unknown) => (await put(body)).json;
    expect(await message({ username: "miguel", email: miguel.email })).toEqual({
      error: "Bad Request",
      message: "please use a different username",
    });
    expect(await message({ email: miguel.email })).toEqual({
      error: "Bad Request",
      message: "please use a different email address",
    });
  });

  it("refuses another's entry before it looks whether there is one, or what is sent", async () => {
    const forbidden = { status: 403, text: '{"error":"Forbidden"}' };
    expect(await put({ about_me: "hacked" }, { id: miguel.id })).toMatchObject(forbidden);
    expect(await put({ about_me: "hacked" }, { id: 999_999 })).toMatchObject(forbidden);
    expect(await put("{", { id: miguel.id })).toMatchObject(forbidden);
    const [row] = await api.db.select({ about: users.aboutMe }).from(users).where(eq(users.id, miguel.id));
    expect(row?.about).toBeNull();
  });

  it("changes the email only with a token that was got with the password", async () => {
    const weak = await api.token(susan.id, ["read", "write"]);
    const refused = await put({ email: "new@example.com" }, { token: weak });
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.json.message).toBe("this token lacks the scope account");
    expect((await put({ email: susan.email, about_me: "x" }, { token: weak })).status).toBe(200);
    expect((await put({ email: "new@example.com" })).json.email).toBe("new@example.com");
    await put({ email: susan.email });
  });

  it("refuses fields that are not its own and changes nothing", async () => {
    const row = () => api.db.execute(sql`select * from users where id = ${susan.id}`);
    const before = await row();
    for (const field of [
      "id",
      "is_admin",
      "password_hash",
      "created_at",
      "user_id",
      "post_count",
      "_links",
    ]) {
      expect((await put({ about_me: "changed", [field]: 1 })).status).toBe(400);
    }
    expect(await row()).toEqual(before);
  });
});
