import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { npmRun } from "../support/command-line";
import { freshDatabase } from "../support/database";
import { member, PASSWORD } from "../support/members";
import { ask, type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const SECRET = "proves-what-the-proofs-prove-0123456789";
const fresh = freshDatabase({ max: 5 });
let folder: string;
let server: BuiltServer;

const env = () => ({
  DATABASE_URL: fresh.url,
  DATA_DIR: join(folder, "site"),
  AUTH_SECRET: SECRET,
  APP_URL: server.url,
});
const microblog = async (...options: string[]) => {
  const { code, output, said } = await npmRun("microblog", [...options, "--json"], env());
  return { code, said, facts: output ? JSON.parse(output) : null };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "microblog-operator-"));
  server = await builtServer({
    DATABASE_URL: fresh.url,
    AUTH_SECRET: SECRET,
    DATA_DIR: join(folder, "site"),
  });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

async function signIn(identifier: string, password: string) {
  const url = `${server.url}/auth/login`;
  const hidden = await hiddenOn(url, "identifier");
  const { status, headers, body } = await post(url, { ...hidden, identifier, password });
  return {
    status,
    body,
    cookie: headers["set-cookie"]?.map((line) => line.split(";", 1)[0]).join("; ") ?? "",
  };
}
const basic = (name: string) => ({
  authorization: `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString("base64")}`,
});
const tokenOf = async (name: string) => {
  const { status, body } = await ask(`${server.url}/api/tokens`, { method: "POST", headers: basic(name) });
  return { status, token: JSON.parse(body).token as string };
};

describe("an operator", () => {
  it("puts somebody out on every surface with one command, and lets them in again with another", async () => {
    await member(fresh.db, "ann");
    const { cookie } = await signIn("ann", PASSWORD);
    const { token } = await tokenOf("ann");
    const withSession = () => ask(server.url, { headers: { cookie } });
    const withToken = () =>
      ask(`${server.url}/api/users/1`, { headers: { authorization: `Bearer ${token}` } });
    expect((await withSession()).status).toBe(200);
    expect((await withToken()).status).toBe(200);

    expect(await microblog("user", "disable", "ann")).toMatchObject({ code: 0, facts: { done: "disable" } });
    expect((await withSession()).headers.location).toContain("/auth/login");
    expect((await withToken()).status).toBe(401);
    expect((await tokenOf("ann")).status).toBe(401);
    const refused = await signIn("ann", PASSWORD);
    expect(refused.cookie).not.toContain("session");
    expect(refused.body).toContain("has been disabled");

    expect(await microblog("user", "enable", "ann@example.org")).toMatchObject({ code: 0 });
    expect((await withSession()).headers.location).toContain("/auth/login");
    expect((await withToken()).status).toBe(401);
    expect((await signIn("ann", PASSWORD)).status).toBe(303);
  });

  it("makes an account whose password its member chooses by the link", async () => {
    const made = await microblog("user", "create", "bob", "bob@example.org", "--admin", "--language", "es");
    expect(made, made.said).toMatchObject({ code: 0, facts: { username: "bob" } });
    const followed = await ask(made.facts.link);
    expect(followed.headers.location).toBe("/auth/reset-password/new");
    const again = await microblog("user", "create", "Bob", "bob@example.org");
    expect(again).toMatchObject({ code: 1, facts: { error: { code: "invalid" } } });
    expect(again.facts.error.message).toMatch(/username: .*\nemail: /);
    const { facts } = await microblog("user", "list", "--after", String(made.facts.id - 1), "--limit", "1");
    expect(facts.users).toMatchObject([{ username: "bob", isAdmin: true, disabledAt: null }]);
    expect(await microblog("user", "demote", "bob")).toMatchObject({ code: 0 });
    expect((await microblog("user", "reset-password", "bob")).facts.link).toContain(`${server.url}/auth/`);
    expect(await microblog("user", "promote", "nobody")).toMatchObject({
      code: 1,
      facts: { error: { code: "notFound" } },
    });
  });

  it.each([
    [[]],
    [["user"]],
    [["user", "remove", "ann"]],
    [["user", "list", "--limit", "0"]],
    [["doctor", "x"]],
  ])("is told how it goes for %j", async (options) =>
    expect(await microblog(...options)).toMatchObject({ code: 1, facts: { error: {} } }),
  );
});
