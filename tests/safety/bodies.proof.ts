import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note, quantile } from "../support/figures";
import { residentMb } from "../support/process";
import { ask, type BuiltServer, builtServer, hiddenOn } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const SECRET = "proves-what-the-proofs-prove-0123456789";
const TEN_MB = 10 * 1024 * 1024;
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let ann: Visitor;
let form: Record<string, string>;

beforeAll(async () => {
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
  const [first] = await visitors(fresh.db, { count: 1, secret: SECRET });
  if (!first) throw new Error("nobody was made");
  ann = first;
  form = await hiddenOn(server.url, "body", ann.cookie);
  // The first of its kind finds a cold server.
  for (const { path, headers } of DOORS) await send(path, headers(), [Buffer.from("cold")]);
});
afterAll(() => server?.kill("SIGKILL"));

interface Sent {
  /** 0: the connection was closed without a word. */
  status: number;
  ms: number;
  sentBytes: number;
}

const JSON_TYPE = { "content-type": "application/json" };
const FORM_TYPE = { "content-type": "multipart/form-data; boundary=----proof" };

/** Sends a body piece by piece, and stops when it is answered. */
function send(path: string, headers: Record<string, string>, pieces: Buffer[]): Promise<Sent> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let sentBytes = 0;
    let isOver = false;
    const end = (status: number) => {
      if (!isOver) resolve({ status, ms: performance.now() - startedAt, sentBytes });
      isOver = true;
      call.destroy();
    };
    const call = request(server.url + path, { method: "POST", headers, agent: false });
    call.on("response", (answer) => end(answer.statusCode ?? 0));
    call.on("error", () => end(0));
    const next = () => {
      const piece = pieces.shift();
      if (isOver) return;
      if (!piece) return void call.end();
      sentBytes += piece.length;
      call.write(piece, () => setImmediate(next));
    };
    next();
  });
}

const DOORS = [
  { path: "/", headers: () => ({ ...FORM_TYPE, ...ann.cookie, origin: server.url }) },
  { path: "/auth/login", headers: () => ({ ...FORM_TYPE, origin: server.url }) },
  { path: "/api/posts", headers: () => ({ ...JSON_TYPE, ...ann.bearer }) },
  { path: "/api/auth/callback/credentials", headers: () => ({ ...JSON_TYPE, origin: server.url }) },
];

/** The beginning of a form or of a JSON text that would be taken, if it ended in time. */
function pieces(path: string, bytes: number): Buffer[] {
  const fields = Object.entries({ ...form, body: "" });
  const part = ([name, value]: string[]) =>
    `------proof\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}`;
  const opening = path.startsWith("/api") ? '{"body":"' : fields.map(part).join("\r\n");
  const all = Buffer.alloc(bytes, "a");
  all.write(opening);
  return Array.from({ length: Math.ceil(bytes / 65_536) }, (_, index) =>
    all.subarray(index * 65_536, (index + 1) * 65_536),
  );
}

const postCount = async () => {
  const [row] = await fresh.db.execute<{ count: number }>(sql`select count(*)::int as count from posts`);
  return row?.count;
};

it("a body that says it is too large is refused at once", async () => {
  const times: number[] = [];
  for (const { path, headers } of DOORS) {
    for (let round = 0; round < 5; round += 1) {
      const { status, ms } = await send(
        path,
        { ...headers(), "content-length": String(TEN_MB) },
        pieces(path, 65_536),
      );
      expect(status, path).toBe(413);
      times.push(ms);
    }
  }
  note("D5", "10 MB by Content-Length: 413 ≤ 200 ms", `worst ${Math.max(...times).toFixed(0)} ms`);
  expect(Math.max(...times)).toBeLessThan(200);
});

it("one that does not say is refused as soon as it is", async () => {
  let most = 0;
  for (const { path, headers } of DOORS) {
    const { status, sentBytes } = await send(
      path,
      { ...headers(), "transfer-encoding": "chunked" },
      pieces(path, TEN_MB),
    );
    // Somebody who goes on writing may find the connection closed before the answer is read.
    expect([413, 0], path).toContain(status);
    most = Math.max(most, sentBytes);
  }
  note(
    "D5",
    "10 MB without a length: cut off, nothing stored",
    `after ${(most / 1024 / 1024).toFixed(1)} MB at the most, ${await postCount()} posts`,
  );
  expect(most).toBeLessThan(TEN_MB);
  expect(await postCount()).toBe(0);
});

it("compressed ones are refused, whatever they hold", async () => {
  const bomb = gzipSync(Buffer.alloc(TEN_MB, "a"));
  const statuses: number[] = [];
  for (const { path, headers } of DOORS) {
    const packed = { ...headers(), "content-encoding": "gzip", "content-length": String(bomb.length) };
    statuses.push((await send(path, packed, [bomb])).status);
  }
  note("D5", "compressed bodies: 415", statuses.join(", "));
  expect(new Set(statuses)).toEqual(new Set([415]));
});

it("many at once leave no trace in the memory", async () => {
  const flood = () =>
    Promise.all(
      Array.from({ length: 50 }, (_, number) => {
        const { path, headers } = DOORS[number % DOORS.length] ??
          DOORS[0] ?? { path: "/", headers: () => ({}) };
        return send(path, { ...headers(), "transfer-encoding": "chunked" }, pieces(path, 1024 * 1024));
      }),
    );
  for (let round = 0; round < 4; round += 1) await flood();
  await sleep(5_000);
  const before = residentMb(server.pid);
  for (let round = 0; round < 4; round += 1) await flood();
  await sleep(10_000);
  const after = residentMb(server.pid);
  note(
    "D5",
    "200 × 1 MB, 50 at once: memory back within 50 MB",
    `${before.toFixed(0)} to ${after.toFixed(0)} MB`,
  );
  expect(after - before).toBeLessThan(50);
  expect(await postCount()).toBe(0);
});

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
