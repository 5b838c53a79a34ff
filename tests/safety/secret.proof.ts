import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { signIn, submit } from "../support/script-free";
import { ask, type BuiltServer, builtServer, hiddenOn, post, SECRET } from "../support/server";
import { type Visitor, visitors } from "../support/visitors";

const NEW = "a-secret-that-nobody-has-known-until-now-42";
const SURFACES = ["/settings/sessions", "/notifications", "/messages", "/"];
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let people: Visitor[];

beforeAll(async () => {
  people = await visitors(fresh.db, { count: 20, secret: SECRET });
  await member(fresh.db, "susan");
});
afterAll(() => server?.kill("SIGKILL"));

async function serve(secret: string): Promise<void> {
  await server?.kill("SIGTERM");
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: secret });
  await server.start();
}

/** Where these cookies are let in, and what they were answered. */
async function letIn() {
  const statuses: number[] = [];
  for (const { cookie } of people) {
    for (const path of SURFACES) statuses.push((await ask(server.url + path, { headers: cookie })).status);
  }
  return { allowed: statuses.filter((status) => status === 200).length, statuses };
}

it("a new secret signs everybody out, breaks nothing, and lets them in again", async () => {
  await serve(SECRET);
  const all = people.length * SURFACES.length;
  expect((await letIn()).allowed).toBe(all);
  const susan = await signIn(server.url, "susan", PASSWORD);
  const form = await hiddenOn(server.url, "body", susan);

  await serve(NEW);
  const { allowed, statuses } = await letIn();
  note(
    "G6",
    `${people.length} people after a new secret: signed out on every surface`,
    `${allowed} of ${all} let in`,
  );
  expect(allowed).toBe(0);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  const left = await post(`${server.url}/`, { ...form, body: "from the page that was open" }, susan);
  expect(left.status).toBeLessThan(500);
  expect(left.headers.location ?? "").not.toMatch(/^\/$/);

  const again = await signIn(server.url, "susan", PASSWORD);
  const written = await submit(server.url, "/", { body: "after signing in again" }, again);
  const tokens = people.map(({ bearer }) => ask(`${server.url}/api/me`, { headers: bearer }));
  const kept = (await Promise.all(tokens)).filter(({ status }) => status === 200).length;
  note(
    "G6",
    "they sign in again; tokens of programs stay good",
    `${written.status}, ${kept} of ${people.length}`,
  );
  expect(written.status).toBe(303);
  expect(kept).toBe(people.length);
});
