import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { formsOf } from "../e2e/support/form";
import { token } from "../support/callers";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { cookieIn, type Headers, signIn, submit } from "../support/script-free";
import { ask, type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const NEW_PASSWORD = "a brand new password";
const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

beforeAll(async () => {
  fake = await startProviders();
  const mail = { RESEND_API_KEY: "re_key", RESEND_BASE_URL: fake.url };
  server = await builtServer({ DATABASE_URL: fresh.url, ...mail });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

/** A form of the feed, as its owner saw it before anything was revoked. */
const feedForm = (headers: Headers) => hiddenOn(server.url, "body", headers);

/** Whether a session is good for anything, asked on every surface there is. @returns where it was let in */
async function letInBy(username: string, headers: Headers, form: Headers): Promise<string[]> {
  const { url } = server;
  const body = `after-${crypto.randomUUID()}`;
  await post(`${url}/`, { ...form, key: body, body }, headers);
  const [written] = await fresh.db.execute(sql`select 1 from posts where body = ${body}`);
  const rsc = await asScript(`/user/${username}`, headers);
  const surfaces = {
    page: (await ask(`${url}/settings/sessions`, { headers })).status === 200,
    // What a script asks for is answered with the way to the sign-in page, within a 200.
    "request of a script": rsc.body.includes(`/user/${username}/following`),
    "form's action": written !== undefined,
    "route handler": (await ask(`${url}/notifications`, { headers })).status === 200,
    "/api/auth/session": (await ask(`${url}/api/auth/session`, { headers })).body.includes('"user"'),
  };
  return Object.entries(surfaces).flatMap(([name, isIn]) => (isIn ? [name] : []));
}

/** Asks for a page as the framework's own script does, and goes where that is sent for the right address. */
async function asScript(path: string, headers: Headers) {
  const given = { headers: { ...headers, rsc: "1" } };
  const answer = await ask(server.url + path, given);
  const { location = "" } = answer.headers;
  return location.startsWith(`${path}?_rsc`) ? ask(server.url + location, given) : answer;
}

const ALL = ["page", "request of a script", "form's action", "route handler", "/api/auth/session"];

interface Person {
  id: number;
  username: string;
  email: string;
}

/** What ends the session of a person, and whether it ends tokens as well. */
const ENDINGS: Record<
  string,
  { act: (person: Person, own: Headers) => Promise<unknown>; endsTokens: boolean }
> = {
  "signing out": {
    act: (_, own) => submitSignOut(own),
    endsTokens: false,
  },
  "a change of the password elsewhere": {
    act: async ({ username }) =>
      submit(
        server.url,
        "/settings/account",
        { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD, currentPassword: PASSWORD },
        await signIn(server.url, username, PASSWORD),
      ),
    endsTokens: true,
  },
  "a reset of the password": { act: reset, endsTokens: true },
  "ending it from another browser": {
    act: async ({ username }) => {
      const other = await signIn(server.url, username, PASSWORD);
      const page = (await ask(`${server.url}/settings/sessions`, { headers: other })).body;
      // The one that asks has no such form, so these are all the others.
      for (const form of formsOf(page).filter((fields) => "handle" in fields)) {
        await post(`${server.url}/settings/sessions`, form, other);
      }
    },
    endsTokens: false,
  },
};

async function submitSignOut(own: Headers) {
  const page = (await ask(server.url, { headers: own })).body;
  const forms = [...page.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => form);
  const leave = forms.find((form) => /Logout|Sign out/i.test(form)) ?? "";
  const [, action] = /name="(\$ACTION_ID_[^"]+)"/.exec(leave) ?? [];
  return post(`${server.url}/`, { [action ?? ""]: "" }, own);
}

async function reset({ email }: Person) {
  await submit(server.url, "/auth/reset-password", { email });
  const mailed = () => fake.mails.find(({ to, subject }) => to[0] === email && subject.includes("Reset"));
  await vi.waitFor(() => expect(mailed()).toBeDefined(), { timeout: 15_000 });
  const [link = ""] = /http\S+/.exec(mailed()?.text ?? "") ?? [];
  const cookie = cookieIn((await ask(link)).headers["set-cookie"]);
  const changed = await submit(
    server.url,
    "/auth/reset-password/new",
    { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD },
    { cookie },
  );
  expect(changed.headers.location).toBe("/auth/login");
}

it.for(Object.entries(ENDINGS))("%s ends a session on every surface at once", async ([name, ending]) => {
  const username = name.replaceAll(/\W/g, "").slice(0, 20);
  const { id, email } = await member(fresh.db, username);
  const stolen = await signIn(server.url, username, PASSWORD);
  const bearer = { authorization: `Bearer ${(await token(fresh.db, id, ["read", "write"])).secret}` };
  const form = await feedForm(stolen);
  expect(await letInBy(username, stolen, form)).toEqual(ALL);
  expect((await ask(`${server.url}/api/me`, { headers: bearer })).status).toBe(200);
  await ending.act({ id, username, email }, stolen);
  const left = await letInBy(username, stolen, form);
  const byToken = (await ask(`${server.url}/api/me`, { headers: bearer })).status;
  note("G2", `${name}: refused on 5 of 5 surfaces`, `${ALL.length - left.length} of 5, token ${byToken}`);
  expect(left).toEqual([]);
  expect(byToken).toBe(ending.endsTokens ? 401 : 200);
});
