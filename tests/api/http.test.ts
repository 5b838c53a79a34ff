import { beforeAll, describe, expect, it } from "vitest";
import type { TestMember } from "../support/api-client";
import { apiDocument } from "../support/api-document";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.call("/api/posts", { method: "POST", token: susan.token, body, headers });

describe("addresses", () => {
  it.each(["/api", "/api/", "/api/nowhere", "/api/users/1/nowhere", "/api/posts/abc", "/api/v1/users"])(
    "that do not exist are told as JSON: %s",
    async (path) => {
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        const reply = await api.call(path, { method, headers: { accept: "text/html" } });
        expect(reply).toMatchObject({ status: 404, text: '{"error":"Not Found"}' });
        expect(reply.headers.get("content-type")).toBe("application/json; charset=utf-8");
      }
    },
  );

  it("say which methods they have", async () => {
    for (const [path, methods] of Object.entries(apiDocument().paths)) {
      const address = path.replace("{id}", "1");
      const known = [...Object.keys(methods).map((method) => method.toUpperCase()), "OPTIONS"];
      const allow = [...known, ...(known.includes("GET") ? ["HEAD"] : [])].toSorted().join(", ");
      for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
        if (known.includes(method)) continue;
        const reply = await api.call(address, { method, token: susan.token });
        expect(reply).toMatchObject({ status: 405, text: '{"error":"Method Not Allowed"}' });
        expect(reply.headers.get("allow")).toBe(allow);
      }
      const options = await api.call(address, { method: "OPTIONS" });
      expect(options.status).toBe(204);
      expect(options.headers.get("access-control-allow-methods")).toBe(allow);
    }
  });

  it("answer HEAD as GET, without a body", async () => {
    const [head, get] = await Promise.all(
      ["HEAD", "GET"].map((method) => api.call("/api/users", { method, token: susan.token })),
    );
    expect(head).toMatchObject({ status: 200, text: "" });
    expect(head?.headers.get("etag")).toBe(get?.headers.get("etag"));
  });
});

describe("answers", () => {
  it("are kept by the client until they change", async () => {
    const first = await api.call("/api/users", { token: susan.token });
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    // The framework names headers of its own before it.
    expect(first.headers.get("vary")).toMatch(/(^|, )Authorization(,|$)/);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await api.call("/api/users", { token: susan.token, headers: { "if-none-match": known } });
      expect(again).toMatchObject({ status: 304, text: "" });
      expect(again.headers.get("etag")).toBe(etag);
    }
    await api.member();
    const changed = await api.call("/api/users", { token: susan.token, headers: { "if-none-match": etag } });
    expect(changed.status).toBe(200);
  });

  it("may be read by pages of every site, without credentials", async () => {
    for (const origin of ["https://app.example.evil", "null", "http://localhost:3000"]) {
      for (const [path, call] of [
        ["/api/users", { token: susan.token }],
        ["/api/users", {}],
        ["/api/nowhere", {}],
        ["/api/users", { method: "OPTIONS" }],
      ] as const) {
        const { headers } = await api.call(path, { ...call, headers: { origin } });
        expect(headers.get("access-control-allow-origin")).toBe("*");
        expect(headers.get("access-control-allow-credentials")).toBeNull();
        expect(headers.get("set-cookie")).toBeNull();
      }
    }
  });

  it("are never kept where they are secret or a change", async () => {
    expect((await post({ body: "x" })).headers.get("cache-control")).toBe("no-store");
    expect((await api.call("/api/users")).headers.get("cache-control")).toBe("no-store");
  });
});
