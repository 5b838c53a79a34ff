// The floor: what an answer costs without any framework. A bare server of Node.js with the same driver
// runs the statements that the product ran for a request, and writes the same bytes as one template.
// node floor.mjs FILE, with DATABASE_URL and PORT in the environment.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import postgres from "postgres";

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const SHORTEST_VALUE = 6;
const scenes = JSON.parse(readFileSync(process.argv[2], "utf8"));
// The log gives values as they were sent: they are not written as JSON or as a truth value once more.
const asIs = (numbers, parse) => ({ to: numbers[0], from: numbers, serialize: (text) => text, parse });
const types = { json: asIs([114, 3802], JSON.parse), bool: asIs([16], (text) => text === "t") };
const sql = postgres(process.env.DATABASE_URL, { max: 10, prepare: true, types });

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;" };
const escaped = (text) => String(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign]);

/** Runs the statements of a scene; what was unique to a request is made anew. */
async function results({ statements }) {
  const key = randomUUID();
  const run = (on) => async (all) => {
    const found = [];
    for (const { text, params } of all) {
      const values = params.map((value) => value?.replace(UUID, key) ?? null);
      found.push(await on.unsafe(text, values, { prepare: true }).values());
    }
    return found;
  };
  const from = statements.findIndex(({ text }) => /^begin/i.test(text));
  const to = statements.findIndex(({ text }) => /^commit/i.test(text));
  if (from < 0 || to < from) return run(sql)(statements);
  const before = await run(sql)(statements.slice(0, from));
  const within = await sql.begin((on) => run(on)(statements.slice(from + 1, to)));
  return [...before, ...within, ...(await run(sql)(statements.slice(to + 1)))];
}

/** Takes an answer apart: where a value from the database stands, that value is written each time. */
function templateOf(body, found) {
  let parts = [body];
  for (const [statement, rows] of found.entries()) {
    for (const [row, values] of rows.entries()) {
      for (const [column, value] of values.entries()) {
        if (typeof value !== "string" || value.length < SHORTEST_VALUE) continue;
        const hole = { statement, row, column };
        parts = parts.flatMap((part) =>
          typeof part === "string" ? split(part, escaped(value), hole) : part,
        );
      }
    }
  }
  return parts;
}

const split = (text, by, hole) =>
  text.split(by).flatMap((part, index) => (index === 0 ? [part] : [hole, part]));

const write = (template, found) =>
  template
    .map((part) =>
      typeof part === "string" ? part : escaped(found[part.statement]?.[part.row]?.[part.column] ?? ""),
    )
    .join("");

for (const scene of Object.values(scenes)) scene.template = templateOf(scene.body, await results(scene));

createServer(async (request, response) => {
  const scene = scenes[request.url.slice(1)];
  request.resume();
  try {
    const text = write(scene.template, await results(scene));
    response.writeHead(scene.status, {
      "content-type": scene.type,
      "content-length": Buffer.byteLength(text),
    });
    response.end(text);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}).listen(Number(process.env.PORT), "127.0.0.1");
