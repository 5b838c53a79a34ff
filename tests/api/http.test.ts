import { beforeAll, describe, expect, it } from "vitest";
import { useApi } from "../support/api";
import type { TestMember } from "../support/api-client";
import { apiDocument } from "../support/api-document";

const api = useApi();
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

describe("bodies", () => {
  const utf8 = (text: string) => Buffer.from(text, "latin1");

  it.each([
    ["cut off", '{"body":'],
    ["an array", '["body"]'],
    ["a number", "1"],
    ["null", "null"],
    ["a text", '"body"'],
    ["a key twice", '{"body":"one","body":"two"}'],
    ["a key twice, once in disguise", '{"body":"one","\\u0062ody":"two"}'],
    ["a byte order mark", '\ufeff{"body":"x"}'],
    ["__proto__", '{"body":"x","__proto__":{"isAdmin":true}}'],
    ["constructor", '{"body":"x","constructor":{}}'],
    ["no UTF-8", utf8('{"body":"\xff\xfe"}')],
    ["an overlong encoding", utf8('{"body":"\xc0\xaf"}')],
    ["a NUL", '{"body":"a\\u0000b"}'],
    ["a lone surrogate", '{"body":"x\\ud800y"}'],
    ["deep nesting", `{"body":${"[".repeat(30_000)}${"]".repeat(30_000)}}`],
    ["a wrong type", '{"body":7}'],
    ["blank text", '{"body":" \\n "}'],
    ["141 characters", JSON.stringify({ body: "x".repeat(141) })],
  ])("that are %s are refused", async (_, body) => {
    const reply = await post(body);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: "Bad Request", message: expect.any(String) });
  });

  it("keep what was sent", async () => {
    for (const body of ["140 👩‍👩‍👧‍👦 ".repeat(1), "x".repeat(140), "안녕\n¿qué?\t<b>", "\u202e‮", '"\\"']) {
      const { status, json } = await post({ body });
      expect([status, json.body]).toEqual([201, body]);
      expect((await api.call(json._links.self, { token: susan.token })).json.body).toBe(body);
    }
  });

  it("of another type than JSON are 415", async () => {
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "",
    ]) {
      expect((await post('{"body":"x"}', { "content-type": type })).status).toBe(415);
    }
    expect((await post('{"body":"x"}', { "content-type": "application/json; charset=latin1" })).status).toBe(
      415,
    );
    expect((await post('{"body":"x"}', { "content-encoding": "gzip" })).status).toBe(415);
    expect(
      (await post('{"body":"x"}', { "content-type": "application/vnd.api+json; charset=UTF-8" })).status,
    ).toBe(201);
  });

  it("of more than 64 KiB are 413, whether the length is told or not", async () => {
    expect((await post({ body: "x".repeat(65 * 1024) })).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent < 70; sent += 1) controller.enqueue(new Uint8Array(1024).fill(32));
        controller.close();
      },
    });
    const streamed = await fetch(`${api.url}/api/posts`, {
      method: "POST",
      headers: { authorization: `Bearer ${susan.token}`, "content-type": "application/json" },
      body: chunks,
      duplex: "half",
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  it("with 300,000 wrong entries cost next to nothing", async () => {
    const startedAt = performance.now();
    expect((await post({ body: Array.from({ length: 30_000 }, () => 1) })).status).toBe(400);
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});

describe("answers", () => {
  it("are kept by the client until they change", async () => {
    const first = await api.call("/api/users", { token: susan.token });
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toBe("Authorization");
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
