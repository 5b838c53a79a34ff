import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compressFiles } from "@/bin/compress";
import { builtFiles } from "@/lib/web/files";

const SCRIPT = "const greeting = 'hello';\n".repeat(200);
const BROWSER = "gzip, deflate, br, zstd";

let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-files-"));
  await mkdir(join(folder, "chunks"));
  await writeFile(join(folder, "chunks", "a1.js"), SCRIPT);
  await writeFile(join(folder, "chunks", "b2.css"), "body { color: green }\n".repeat(100));
  await writeFile(join(folder, "chunks", "tiny.js"), "1;");
  await writeFile(join(folder, "chunks", "c3.png"), Buffer.alloc(4_000));
  await compressFiles(folder);
  const files = builtFiles(folder);
  server = createServer((request, response) => {
    if (!files(request, response)) response.writeHead(404).end("not ours");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});

afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function get(path: string, accepted: string, method = "GET") {
  const { port } = server.address() as AddressInfo;
  type Answer = { status?: number; headers: Record<string, unknown>; body: Buffer };
  return new Promise<Answer>((done, fail) => {
    request({ port, path, method, headers: { "accept-encoding": accepted } }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      done({ status: answer.statusCode, headers: answer.headers, body });
    })
      .on("error", fail)
      .end();
  });
}

describe("a file of the build", () => {
  it("is sent as it lies there, in the smallest form that the browser knows", async () => {
    const best = await get("/_next/static/chunks/a1.js", BROWSER);
    expect(best.headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
    expect(brotliDecompressSync(best.body).toString()).toBe(SCRIPT);
    const old = await get("/_next/static/chunks/a1.js", "gzip;q=1.0, br;q=0");
    expect(old.headers["content-encoding"]).toBe("gzip");
    expect(gunzipSync(old.body).toString()).toBe(SCRIPT);
    expect(best.body.length).toBeLessThan(old.body.length);
  });

  it("is kept for good, and says what it is", async () => {
    const answers = [
      await get("/_next/static/chunks/a1.js?dpl=1", BROWSER),
      await get("/_next/static/chunks/b2.css", BROWSER),
    ];
    expect(answers.map(({ headers }) => headers["content-type"])).toEqual([
      "application/javascript; charset=UTF-8",
      "text/css; charset=UTF-8",
    ]);
    for (const { headers, body } of answers)
      expect(headers).toMatchObject({
        "cache-control": "public, max-age=31536000, immutable",
        "content-length": String(body.length),
        "x-content-type-options": "nosniff",
      });
  });

  it("has no body for HEAD", async () => {
    const { status, headers, body } = await get("/_next/static/chunks/a1.js", BROWSER, "HEAD");
    expect([status, body.length]).toEqual([200, 0]);
    expect(Number(headers["content-length"])).toBeGreaterThan(0);
  });
});

it.each([
  ["GET", "/_next/static/chunks/a1.js", "identity"],
  ["GET", "/_next/static/chunks/a1.js", ""],
  ["POST", "/_next/static/chunks/a1.js", BROWSER],
  ["GET", "/_next/static/chunks/tiny.js", BROWSER],
  ["GET", "/_next/static/chunks/c3.png", BROWSER],
  ["GET", "/_next/static/chunks/a1.js.br", BROWSER],
  ["GET", "/_next/static/../a1.js", BROWSER],
  ["GET", "/_next/static/constructor", BROWSER],
  ["GET", "/chunks/a1.js", BROWSER],
])("is left to the framework: %s %s for %o", async (method, path, accepted) => {
  expect((await get(path, accepted, method)).status).toBe(404);
});

it("is compressed where that saves anything", async () => {
  const names = await readdir(join(folder, "chunks"));
  const made = names.filter((name) => /\.(br|gz)$/.test(name)).sort();
  expect(made).toEqual(["a1.js.br", "a1.js.gz", "b2.css.br", "b2.css.gz"]);
});

it("is not there in a folder that does not exist", () => {
  const files = builtFiles(join(folder, "nowhere"));
  const asked = { method: "GET", url: "/_next/static/chunks/a1.js", headers: { "accept-encoding": "br" } };
  expect(files(asked as never, {} as never)).toBe(false);
});
