import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiTokens } from "@/db/schema";
import { fingerprint } from "@/lib/crypto";
import { revokeAllTokens } from "@/lib/tokens/mutations";
import { newToken } from "@/lib/tokens/rules";
import { basic, type TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});

const _ask = (headers: Record<string, string>) => api.call("/api/tokens", { method: "POST", headers });
const me = (token: string) => api.call("/api/me", { token });
const REFUSED = { status: 401, text: '{"error":"Unauthorized"}' };

describe("a token", () => {
  let token: string;
  beforeEach(async () => {
    token = await api.token(susan.id);
  });

  it("is revoked at once and for good", async () => {
    const revoke = () => api.call("/api/tokens", { method: "DELETE", token });
    expect(await revoke()).toMatchObject({ status: 204, text: "" });
    expect(await revoke()).toMatchObject(REFUSED);
    expect(await me(token)).toMatchObject(REFUSED);
    expect((await me(susan.token)).status).toBe(200);
  });

  it("is nothing when it has expired, was never there, or is damaged", async () => {
    const expired = await api.token(susan.id, ["read"], -1);
    const swapped = token.slice(0, -7) + (token.endsWith("a") ? "b" : "a") + token.slice(-6);
    for (const wrong of [
      expired,
      newToken(),
      swapped,
      `${token}x`,
      token.toLowerCase(),
      "%E0%A4%A",
      "null",
    ]) {
      const reply = await me(wrong);
      expect(reply).toMatchObject(REFUSED);
      expect(reply.headers.get("www-authenticate")).toBe('Bearer realm="Authentication Required"');
    }
  });

  it("ends with all others when its owner's password changes", async () => {
    const kay = await api.member("kay");
    await revokeAllTokens({ db: api.db, viewer: null }, kay.id);
    expect(await me(kay.token)).toMatchObject(REFUSED);
  });

  it("counts in the header only", async () => {
    const elsewhere = [
      [`/api/me?token=${token}`, {}],
      [`/api/me?access_token=${token}`, {}],
      ["/api/me", { cookie: `token=${token}; access_token=${token}` }],
      ["/api/me", { "x-api-key": token }],
      ["/api/me", { authorization: `Token ${token}` }],
      ["/api/me", basic("", token)],
      ["/api/me", { authorization: "Bearer" }],
    ] as const;
    for (const [path, headers] of elsewhere) expect(await api.call(path, { headers })).toMatchObject(REFUSED);
    const inBody = await api.call("/api/posts", { method: "POST", body: { body: "x", access_token: token } });
    expect(inBody).toMatchObject(REFUSED);
  });

  it("only looks where it may only read", async () => {
    const reader = await api.token(susan.id, ["read"]);
    expect((await me(reader)).status).toBe(200);
    const refused = await api.call("/api/posts", { method: "POST", token: reader, body: { body: "x" } });
    expect(refused).toMatchObject({
      status: 403,
      json: { error: "Forbidden", message: "this token lacks the scope write" },
    });
  });

  it("notes when it was last used", async () => {
    const lastUse = async () => {
      const [row] = await api.db
        .select()
        .from(apiTokens)
        .where(eq(apiTokens.hash, fingerprint(token)));
      return row?.lastUsedAt;
    };
    expect(await lastUse()).toBeNull();
    await me(token);
    expect(await lastUse()).toBeInstanceOf(Date);
  });
});
