import { randomUUID } from "node:crypto";
import { hiddenFieldsOf } from "../e2e/support/form";
import type { Town } from "./data";
import type { Shot } from "./load";
import type { Program } from "./programs";

/** Something people or programs do, as often as a load generator likes. */
export interface Scene {
  name: string;
  /** What it is called in the report. */
  title: string;
  shot: Shot;
  /** Where a bare server cannot do the same: why. */
  noFloor?: string;
}

const get = (path: string, headers: Record<string, string> = {}): Shot => ({
  method: "GET",
  path,
  headers,
  status: 200,
});

/** Everything that is measured, with the cookie and the token of the town's reader. */
export async function scenesOf({ origin }: Program, town: Town): Promise<Scene[]> {
  const member = { cookie: await sessionOf({ origin }, town, town.reader) };
  // Somebody else: of an account's sessions only ten are kept, and the reader's must be among them.
  const signIn = await signInShot(origin, town.star.username, town);
  const program = { authorization: `Bearer ${await tokenFrom(origin, town)}` };
  const { star, deep } = town;
  return [
    { name: "sign-in-page", title: "Sign-in page", shot: get("/auth/login") },
    { name: "feed", title: "Feed page", shot: get("/", member) },
    {
      name: "feed-gzip",
      title: "Feed page, compressed",
      shot: get("/", { ...member, "accept-encoding": "gzip" }),
      noFloor: "it does not compress",
    },
    { name: "feed-deep", title: "Feed, page 1,000", shot: get(`/?before=${deep.feed}`, member) },
    { name: "explore", title: "Explore", shot: get("/explore", member) },
    {
      name: "explore-deep",
      title: "Explore, page 1,000",
      shot: get(`/explore?before=${deep.explore}`, member),
    },
    { name: "profile", title: "Profile", shot: get(`/user/${star.username}`, member) },
    { name: "post", title: "One post", shot: get(`/user/${star.username}/posts/${star.postId}`, member) },
    { name: "search", title: "Search", shot: get("/search?q=feather%20copper", member) },
    { name: "api-user", title: "API: one user", shot: get(`/api/users/${star.id}`, program) },
    { name: "api-feed", title: "API: feed", shot: get("/api/feed", program) },
    { name: "posting", title: "Posting", shot: await postingShot(origin, member) },
    {
      name: "sign-in",
      title: "Signing in",
      shot: signIn,
      noFloor: "nearly all of it is the hash of the password",
    },
  ];
}

/** Asks once, and takes nothing but the expected answer. */
export async function ask(origin: string, { method, path, headers, body, status }: Shot) {
  const answer = await fetch(origin + path, { method, headers, body: body?.(), redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== status) throw new Error(`${method} ${path} was answered ${answer.status}`);
  return { text, headers: answer.headers };
}

function signInShot(origin: string, identifier: string, { password }: Town): Promise<Shot> {
  return formShot(origin, "/auth/login", "identifier", {}, () => ({ identifier, password }));
}

const postingShot = (origin: string, headers: Record<string, string>): Promise<Shot> =>
  formShot(origin, "/", "body", headers, () => ({
    body: "Coffee by the harbour, and a letter.",
    key: randomUUID(),
  }));

/** A form as a browser without a script sends it. */
async function formShot(
  origin: string,
  path: string,
  by: string,
  headers: Record<string, string>,
  fields: () => Record<string, string>,
): Promise<Shot> {
  const hidden = hiddenFieldsOf((await ask(origin, get(path, headers))).text, by);
  const boundary = "measured-form";
  const part = ([name, value]: [string, string]) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = () =>
    `${Object.entries({ ...hidden, ...fields() })
      .map(part)
      .join("")}--${boundary}--\r\n`;
  const own = {
    origin,
    "sec-fetch-site": "same-origin",
    "content-type": `multipart/form-data; boundary=${boundary}`,
  };
  return { method: "POST", path, headers: { ...headers, ...own }, body, status: 303 };
}

/** The cookies of somebody who has just signed in. */
export async function sessionOf(
  { origin }: Pick<Program, "origin">,
  town: Town,
  username: string,
): Promise<string> {
  const { headers } = await ask(origin, await signInShot(origin, username, town));
  return headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");
}

async function tokenFrom(origin: string, { reader, password }: Town): Promise<string> {
  const basic = Buffer.from(`${reader}:${password}`).toString("base64");
  const headers = { authorization: `Basic ${basic}` };
  const { text } = await ask(origin, { method: "POST", path: "/api/tokens", headers, status: 200 });
  return (JSON.parse(text) as { token: string }).token;
}
