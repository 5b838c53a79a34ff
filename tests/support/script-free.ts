import { expect } from "vitest";
import { hiddenOn, post } from "./server";

export type Headers = Record<string, string>;

/** The cookies that an answer has set, as they are sent back. */
export const cookieIn = (cookies: string[] = []) =>
  cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");

/** Sends a form of a page as a browser without a script does. */
export async function submit(site: string, path: string, fields: Headers, headers: Headers = {}) {
  const hidden = await hiddenOn(site + path, Object.keys(fields)[0] ?? "", headers);
  return post(site + path, { ...hidden, ...fields }, headers);
}

/** @returns the cookie of a new session */
export async function signIn(site: string, identifier: string, password: string): Promise<Headers> {
  const entered = await submit(site, "/auth/login", { identifier, password });
  expect(entered.status).toBe(303);
  return { cookie: cookieIn(entered.headers["set-cookie"]) };
}
