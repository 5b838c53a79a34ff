import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { apiTokens, users } from "@/db/schema";
import { basic, PASSWORD, type TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});

const once = (path: string, key: string, call: object) =>
  api.call(path, {
    method: "POST",
    ...call,
    headers: { "idempotency-key": key, ...("headers" in call ? (call.headers as object) : {}) },
  });

const bob = { username: "bob", email: "bob@example.com", password: "eleven blue doors" };

describe("becoming a member with an Idempotency-Key", () => {
  it("happens once; a repetition gets the same answer", async () => {
    const first = await once("/api/users", "a", { body: bob });
    const again = await once("/api/users", "a", { body: bob });
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, text: first.text });
    expect(again.headers.get("location")).toBe(first.headers.get("location"));
    expect(await api.db.$count(users, eq(users.username, "bob"))).toBe(1);
  });

  it("with another body is 422", async () => {
    const reply = await once("/api/users", "a", { body: { ...bob, password: "another door 12" } });
    expect(reply.status).toBe(422);
  });

  it("is 409 while the first is being done, and happens once among fifty", async () => {
    const body = { ...bob, username: "bea", email: "bea@example.com" };
    const replies = await Promise.all(Array.from({ length: 50 }, () => once("/api/users", "b", { body })));
    const statuses = new Set(replies.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([201, 409]);
    expect(new Set(replies.filter(({ status }) => status === 201).map(({ json }) => json.id)).size).toBe(1);
    expect(await api.db.$count(users, eq(users.username, "bea"))).toBe(1);
  });

  it("may be tried again after it was refused", async () => {
    const body = { ...bob, username: "susan", email: "ben@example.com" };
    expect((await once("/api/users", "c", { body })).status).toBe(400);
    expect((await once("/api/users", "c", { body: { ...body, username: "ben" } })).status).toBe(201);
  });
});

describe("a token with an Idempotency-Key", () => {
  it("is the same one for a repetition, and nowhere to be read", async () => {
    const ask = () => once("/api/tokens", "t", { headers: basic("susan", PASSWORD) });
    const before = await api.db.$count(apiTokens, eq(apiTokens.userId, susan.id));
    const [first, again] = [await ask(), await ask()];
    expect(first.status).toBe(200);
    expect(again.json).toEqual(first.json);
    expect(await api.db.$count(apiTokens, eq(apiTokens.userId, susan.id))).toBe(before + 1);
    const kept = JSON.stringify(await api.db.execute(sql`select * from idempotency_keys`));
    for (const secret of [first.json.token, bob.password, PASSWORD]) expect(kept).not.toContain(secret);
  });

  it("still needs the password", async () => {
    expect((await once("/api/tokens", "t", { headers: basic("susan", "wrong") })).status).toBe(401);
  });
});
