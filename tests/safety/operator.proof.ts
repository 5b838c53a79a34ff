import { describe, expect, it } from "vitest";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { operatedSite } from "../support/operated-site";
import { ask, hiddenOn, post } from "../support/server";

const site = operatedSite();

async function signIn(identifier: string, password: string) {
  const url = `${site.server.url}/auth/login`;
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
  const { status, body } = await ask(`${site.server.url}/api/tokens`, {
    method: "POST",
    headers: basic(name),
  });
  return { status, token: JSON.parse(body).token as string };
};

describe("an operator", () => {
  it("puts somebody out on every surface with one command, and lets them in again with another", async () => {
    await member(site.db, "ann");
    const { cookie } = await signIn("ann", PASSWORD);
    const { token } = await tokenOf("ann");
    const withSession = () => ask(site.server.url, { headers: { cookie } });
    const withToken = () =>
      ask(`${site.server.url}/api/users/1`, { headers: { authorization: `Bearer ${token}` } });
    expect((await withSession()).status).toBe(200);
    expect((await withToken()).status).toBe(200);

    expect(await site.microblog("user", "disable", "ann")).toMatchObject({
      code: 0,
      facts: { done: "disable" },
    });
    expect((await withSession()).headers.location).toContain("/auth/login");
    expect((await withToken()).status).toBe(401);
    expect((await tokenOf("ann")).status).toBe(401);
    const refused = await signIn("ann", PASSWORD);
    expect(refused.cookie).not.toContain("session");
    expect(refused.body).toContain("has been disabled");

    expect(await site.microblog("user", "enable", "ann@example.org")).toMatchObject({ code: 0 });
    expect((await withSession()).headers.location).toContain("/auth/login");
    expect((await withToken()).status).toBe(401);
    expect((await signIn("ann", PASSWORD)).status).toBe(303);
    note("G2", "disabled by an operator: session, token, sign-in and new token refused at once", "4 of 4");
  });

  it("makes an account whose password its member chooses by the link", async () => {
    const made = await site.microblog(
      "user",
      "create",
      "bob",
      "bob@example.org",
      "--admin",
      "--language",
      "es",
    );
    expect(made, made.said).toMatchObject({ code: 0, facts: { username: "bob" } });
    const followed = await ask(made.facts.link);
    expect(followed.headers.location).toBe("/auth/reset-password/new");
    const again = await site.microblog("user", "create", "Bob", "bob@example.org");
    expect(again).toMatchObject({ code: 1, facts: { error: { code: "invalid" } } });
    expect(again.facts.error.message).toMatch(/username: .*\nemail: /);
    const { facts } = await site.microblog(
      "user",
      "list",
      "--after",
      String(made.facts.id - 1),
      "--limit",
      "1",
    );
    expect(facts.users).toMatchObject([{ username: "bob", isAdmin: true, disabledAt: null }]);
    expect(await site.microblog("user", "demote", "bob")).toMatchObject({ code: 0 });
    expect((await site.microblog("user", "reset-password", "bob")).facts.link).toContain(
      `${site.server.url}/auth/`,
    );
    expect(await site.microblog("user", "promote", "nobody")).toMatchObject({
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
    expect(await site.microblog(...options)).toMatchObject({ code: 1, facts: { error: {} } }),
  );
});
