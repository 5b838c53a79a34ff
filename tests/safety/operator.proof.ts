import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
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

describe("doctor", () => {
  const state = async () => {
    const { rows } = { rows: await fresh.db.execute(sql`select * from users order by id`) };
    const jobs = await fresh.db.execute(sql`select id, state from pgboss.job order by id`);
    const files = await readdir(folder, { recursive: true });
    return createHash("sha256")
      .update(JSON.stringify([rows, jobs, files]))
      .digest("hex");
  };

  it("finds all in order, and changes nothing", async () => {
    await vi.waitFor(async () => expect((await ask(`${server.url}/readyz`)).status).toBe(200), {
      timeout: 15_000,
    });
    const before = await state();
    const { code, facts, said } = await microblog("doctor");
    expect(code, said).toBe(0);
    const found = Object.fromEntries(
      facts.findings.map(({ check, state }: { check: string; state: string }) => [check, state]),
    );
    expect(found).toMatchObject({
      ...{ configuration: "ok", database: "ok", schema: "ok", clock: "ok" },
      ...{ mail: "ok", search: "ok", jobs: "ok" },
    });
    expect(await state()).toBe(before);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ["a missing variable", { MEILISEARCH_URL: "http://127.0.0.1:1" }, "MEILISEARCH_SEARCH_KEY", "failed"],
    ["a mail server that is away", { SMTP_URL: "smtp://127.0.0.1:1" }, "mail", "failed"],
    [
      "a search server that is away",
      { MEILISEARCH_URL: "http://127.0.0.1:1", MEILISEARCH_SEARCH_KEY: "k", MEILISEARCH_INDEX_KEY: "k" },
      "search",
      "warning",
    ],
    ["a database that is away", { DATABASE_URL: "postgres://a:b@127.0.0.1:1/c" }, "database", "failed"],
    ["a database that does not run", { DATABASE_URL: "" }, "database", "failed"],
  ])("finds %s, with the remedy", async (_, change, check, state) => {
    const { code, output } = await npmRun("microblog", ["doctor", "--json"], { ...env(), ...change });
    const { findings } = JSON.parse(output);
    const finding = findings.find((finding: { check: string }) => finding.check === check);
    expect(finding).toMatchObject({ state });
    expect(finding.remedy).toMatch(/\w/);
    expect(code).toBe(state === "failed" ? 1 : 0);
  });
});
