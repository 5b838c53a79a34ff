import { randomBytes } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import type { Database } from "@/db/connection";
import { register } from "@/lib/accounts/mutations";
import type { ViewerContext } from "@/lib/context";
import { env } from "@/lib/env";
import { links } from "@/lib/links";
import { editProfile } from "@/lib/people/mutations";
import type { ProfileInput } from "@/lib/people/schema";
import { OWN_HEADERS, submitForm } from "./form";

/** Somebody with an account, and what the product's own code needs to act in their name. */
export interface Member {
  id: number;
  username: string;
  email: string;
  password: string;
  ctx: ViewerContext;
}

export const PASSWORD = "four sleepy otters";

const NOTHING = {
  displayName: "",
  aboutMe: "",
  locale: "",
  timeZone: "",
  theme: "auto",
  hasConfirmedEmail: true,
} as const;

/** A username that no other story has. */
export const unique = (name: string): string => `${name}_${randomBytes(5).toString("hex")}`;

/** Makes an account. `name` is the beginning of the username. */
export async function makeMember(
  db: Database,
  name: string,
  profile: Partial<ProfileInput> = {},
): Promise<Member> {
  const username = unique(name);
  const email = `${username}@example.com`;
  const input = { username, email, password: PASSWORD, passwordAgain: PASSWORD };
  const { id } = await register({ db, viewer: null }, input, { address: null, knownAccountId: null });
  const settings = { displayName: null, locale: null, timeZone: null, theme: "auto" } as const;
  const ctx = { db, viewer: { id, username, hasConfirmedEmail: true, ...settings } };
  await editProfile(ctx, { ...NOTHING, username, ...profile });
  return { id, username, email, password: PASSWORD, ctx };
}

/** Signs a browser in by the form, without drawing a page. `site` is the origin where it is not ours. */
export async function signIn(
  request: APIRequestContext,
  { username, password }: Member,
  site: string = env.appUrl,
): Promise<void> {
  const fields = { identifier: username, password };
  const headers = { ...OWN_HEADERS, origin: site };
  const answer = await submitForm(request, { path: links.signIn, by: "identifier", fields, headers });
  if (answer.status() !== 303) throw new Error(`signing in as ${username} gave ${answer.status()}`);
}
