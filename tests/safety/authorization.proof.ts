import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "@/lib/web/api/operations";
import matrix from "../api/authorization-matrix.json";
import { belongings } from "../support/belongings";
import { CALLERS, type Caller, type Scene, setScene } from "../support/callers";
import { freshDatabase } from "../support/database";
import { type FakeTranslator, startTranslator, TRANSLATOR_KEY } from "../support/fakes/translators";
import { note } from "../support/figures";
import { type Answer, ask, type BuiltServer, builtServer, jsonOf, post, SECRET } from "../support/server";

const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;
let translator: FakeTranslator;

/** A status, or that somebody is sent to sign in first. */
type Statuses = Partial<Record<Caller, number | string>>;
interface Route extends Statuses {
  path: string;
  kind?: string;
  body?: Record<string, string>;
  /** Sent as a form of the site, instead of a body as JSON. */
  fields?: Record<string, string>;
  /** It has no end; only how it begins is looked at. */
  isStream?: boolean;
}
interface Action extends Statuses {
  page: string;
  kind?: string;
  fields: Record<string, string>;
}

const routes = Object.entries(matrix.routes as Record<string, Route>);
const actions = Object.entries(matrix.actions as Record<string, Action>);
const kinds = matrix.kinds as unknown as Record<string, Statuses>;

const manifest = (name: string) => JSON.parse(readFileSync(`.next/server/${name}`, "utf8"));
const actionIds = (): Record<string, string> => {
  const { node } = manifest("server-reference-manifest.json");
  const all = Object.entries(node as Record<string, { exportedName: string }>);
  return Object.fromEntries(all.map(([id, { exportedName }]) => [exportedName, id]));
};

beforeAll(async () => {
  translator = await startTranslator();
  server = await builtServer({
    DATABASE_URL: fresh.url,
    // Nobody does jobs here, so no mail is sent; with a provider there is no mailbox to look into.
    JOBS: "cron",
    CRON_SECRET: SECRET,
    RESEND_API_KEY: "re_key",
    REQUIRE_CONFIRMED_EMAIL: "on",
    SECURITY_CONTACT: "security@example.org",
    LIBRETRANSLATE_URL: translator.url,
    LIBRETRANSLATE_API_KEY: TRANSLATOR_KEY,
  });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await translator?.close();
});

const filled = (text: string, { names }: Scene) =>
  text
    .replace("{fresh}", `fresh-${randomUUID().slice(0, 8)}`)
    .replace(/\{(\w+)\}/g, (_, name) => names[name] ?? name);

const filledIn = (fields: Record<string, string>, scene: Scene) =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, filled(text, scene)]));

async function beginning(url: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  await answer.body?.cancel();
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: "", ms: 0 };
}

function askRoute(key: string, { path, body, fields, isStream }: Route, scene: Scene): Promise<Answer> {
  const [method = ""] = key.split(" ");
  const url = server.url + filled(path, scene);
  const { headers } = scene;
  if (isStream) return beginning(url, headers);
  if (fields) return post(url, filledIn(fields, scene), headers);
  const json = body && { "content-type": "application/json", origin: server.url };
  return ask(url, {
    method,
    headers: { ...json, ...headers },
    body: body && jsonOf(filledIn(body, scene)),
  });
}

/** As a browser without a script does it; the status then tells what became of it. */
const callAction = (name: string, { page, fields }: Action, scene: Scene): Promise<Answer> =>
  post(
    server.url + filled(page, scene),
    { [`$ACTION_ID_${actionIds()[name]}`]: "", ...filledIn(fields, scene) },
    scene.headers,
  );

const isOwners = (caller: Caller) => caller === "owner" || caller === "token";

/** One row of the matrix: every caller before a scene of their own. */
async function tryRow(expected: Statuses, call: (scene: Scene) => Promise<Answer>): Promise<void> {
  const statuses: Statuses = {};
  for (const caller of CALLERS) {
    const scene = await setScene(fresh.db, SECRET, caller);
    const before = await belongings(fresh.db, scene.owner.id);
    const { status, headers, body } = await call(scene);
    statuses[caller] = headers.location?.startsWith("/auth/login?next=") ? "sign-in" : status;
    if (!isOwners(caller)) {
      expect(await belongings(fresh.db, scene.owner.id), caller).toBe(before);
      for (const secret of scene.secrets) expect(body, caller).not.toContain(secret);
    }
  }
  expect(statuses).toEqual(expected);
}

const only = (row: Statuses): Statuses => Object.fromEntries(CALLERS.map((caller) => [caller, row[caller]]));

describe("every door", () => {
  it("of the build stands in the matrix", () => {
    const paths = Object.keys(manifest("app-paths-manifest.json"));
    const listed = new Set(routes.map(([key]) => key.slice(key.indexOf(" ") + 1)));
    expect(paths.filter((path) => !listed.has(path))).toEqual([]);
    expect([...listed].filter((path) => !paths.includes(path))).toEqual([]);
    expect(Object.keys(actionIds()).toSorted()).toEqual(Object.keys(matrix.actions).toSorted());
    const operations = OPERATIONS.map(
      ({ method, path }) => `${method} ${path.replace("{id}", "[id]")}/route`,
    );
    expect(operations.filter((operation) => !(operation in matrix.routes))).toEqual([]);
    note("I", "every door × every caller", `${routes.length} routes, ${actions.length} actions`);
  });

  it.each(routes)("%s lets in whom it should, and gives nothing else away", async (key, route) => {
    const expected = only({ ...kinds[route.kind ?? ""], ...route });
    await tryRow(expected, (scene) => askRoute(key, route, scene));
  });

  it.each(actions)("%s does for its sender only what is theirs", async (name, action) => {
    const expected = only({ ...kinds[action.kind ?? ""], ...action });
    await tryRow(expected, (scene) => callAction(name, action, scene));
  });
});
