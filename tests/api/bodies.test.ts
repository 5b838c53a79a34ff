import { beforeAll, describe, expect, it } from "vitest";
import type { TestMember } from "../support/api-client";
import { servedApi } from "../support/served-api";

const api = servedApi();
let susan: TestMember;

beforeAll(async () => {
  susan = await api.member("susan");
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  api.call("/api/posts", { method: "POST", token: susan.token, body, headers });

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
