import { eq, sql } from "drizzle-orm";
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
