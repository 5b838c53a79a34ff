import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { follows, users } from "@/db/schema";
import { basic, PASSWORD, type TestMember } from "../support/api-client";
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

const _as = (member: TestMember) => ({ token: member.token });

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
