import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note, quantile } from "../support/figures";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "multipart/form-data; boundary=----proof" };
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let ann: Visitor;

beforeAll(async () => {
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
  const [first] = await visitors(fresh.db, { count: 1, secret: SECRET });
  if (!first) throw new Error("nobody was made");
  ann = first;
});
afterAll(() => server?.kill("SIGKILL"));

it("as many wrong items as fit are one complaint", async () => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const body = `{"body":[${"1,".repeat(32_000)}1]}`;
    const { status, ms } = await ask(`${server.url}/api/posts`, {
      method: "POST",
      headers: { ...JSON_TYPE, ...ann.bearer },
      body,
    });
    expect(status).toBe(400);
    times.push(ms);
  }
  note(
    "D9",
    "JSON of 32 000 wrong items, all that are let in: 4xx ≤ 50 ms",
    `median ${quantile(times, 0.5).toFixed(0)} ms`,
  );
  expect(quantile(times, 0.5)).toBeLessThan(50);
});

it("what only the framework understands breaks nothing", async () => {
  const own = { ...ann.cookie, origin: server.url };
  const many = Array.from(
    { length: 2_000 },
    (_, n) => `------proof\r\ncontent-disposition: form-data; name="$ACTION_${n}:0"\r\n\r\n["$K${n}"]\r\n`,
  );
  const tries: [Record<string, string>, string][] = [
    [{ ...own, ...FORM_TYPE, "next-action": "00".repeat(21) }, "------proof--\r\n"],
    [{ ...own, "content-type": "text/plain", "next-action": "7f".repeat(20) }, '["$1:__proto__:then"]'],
    [{ ...own, ...FORM_TYPE, "next-action": "7f".repeat(20) }, `${many.join("")}------proof--\r\n`],
    [{ ...own, ...FORM_TYPE }, `${many.join("")}------proof--\r\n`],
    [
      { ...own, "content-type": "text/plain", "next-action": "7f".repeat(20) },
      `${"[".repeat(50_000)}${"]".repeat(50_000)}`,
    ],
    [
      { ...own, ...FORM_TYPE },
      '------proof\r\ncontent-disposition: form-data; name="$ACTION_REF_1"\r\n\r\n\r\n------proof\r\ncontent-disposition: form-data; name="$ACTION_1:0"\r\n\r\n{"id":"__proto__","bound":"$@1"}\r\n------proof--\r\n',
    ],
  ];
  const statuses: number[] = [];
  for (const [headers, body] of tries) {
    statuses.push((await ask(server.url, { method: "POST", headers, body })).status);
    expect((await ask(`${server.url}/healthz`)).status).toBe(200);
  }
  note("D10", "known-bad framework traffic: no 5xx", statuses.join(", "));
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
});
