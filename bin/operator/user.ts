import { parseArgs } from "node:util";
import type { Context } from "@/lib/context";
import { closeDatabase, database } from "@/lib/database";
import { adoptEnvironment } from "@/lib/env";
import { invalidFields } from "@/lib/errors";
import { LIFETIME_MINUTES } from "@/lib/proofs/schema";
import { appoint, disable, enable, enrol, resetLink } from "@/lib/standing/mutations";
import { type Account, accountsAfter, idOf } from "@/lib/standing/queries";
import { enrolInput, LISTED_MAX, listInput } from "@/lib/standing/schema";
import { reasonsOf } from "@/lib/web/reasons";
import { Refusal } from "../command";
import { joinSite } from "../site";
import { type Report, table } from "./report";

export const USER_USAGE = `user create NAME EMAIL [--admin] [--language en|es|ko]
                                          an account; prints a link to choose the password by
user list [--after ID] [--limit 100]      accounts, the oldest first
user disable NAME                         nobody gets in any more; sessions and tokens end at once
user enable NAME                          undoes that
user reset-password NAME                  prints a link to choose a new password by
user promote NAME                         an administrator, who is told when the site fails
user demote NAME                          undoes that

NAME is a username or an email.`;

const VERBS = ["create", "list", "disable", "enable", "reset-password", "promote", "demote"] as const;
type Verb = (typeof VERBS)[number];

/**
 * `user VERB ...`, on the database of this installation.
 *
 * @throws Refusal of a command with the usage; refusals of the product
 */
export async function user([verb, ...given]: string[]): Promise<Report> {
  const perform = prepared(verb as Verb, given);
  const site = await joinSite();
  try {
    adoptEnvironment(site.environment);
    return await perform({ db: database(), viewer: null });
  } finally {
    await closeDatabase();
    await site.close();
  }
}

/** What is to be done, checked before anything is started. */
function prepared(verb: Verb, given: string[]): (ctx: Context) => Promise<Report> {
  if (!VERBS.includes(verb)) throw new Refusal(USER_USAGE);
  if (verb === "create") return (ctx) => create(ctx, given);
  if (verb === "list") return (ctx) => list(ctx, given);
  const [name, ...more] = given;
  if (!name || name.startsWith("-") || more.length > 0) throw new Refusal(USER_USAGE);
  return async (ctx) => changed(verb, name, await idOf(ctx, name), ctx);
}

async function create(ctx: Context, given: string[]): Promise<Report> {
  const { values, positionals } = options(given, {
    admin: { type: "boolean", default: false },
    language: { type: "string", default: "en" },
  });
  const [username, email, ...more] = positionals;
  if (more.length > 0) throw new Refusal(USER_USAGE);
  const { admin: isAdmin, language: locale } = values;
  const input = accepted(enrolInput.safeParse({ username, email, isAdmin, locale }));
  const { id, link } = await enrol(ctx, input);
  const words = `${input.username} has an account (${id}). ${validity}\n${link}`;
  return { isGood: true, words, facts: { id, username: input.username, link } };
}

async function list(ctx: Context, given: string[]): Promise<Report> {
  const { values, positionals } = options(given, {
    after: { type: "string", default: "0" },
    limit: { type: "string", default: "100" },
  });
  if (positionals.length > 0) throw new Refusal(USER_USAGE);
  const { after, limit } = accepted(listInput.safeParse(values));
  const accounts = await accountsAfter(ctx, after, limit);
  const isWhole = accounts.length < limit;
  const more = isWhole ? "" : `\nMore: user list --after ${accounts.at(-1)?.id} --limit ${LISTED_MAX}`;
  const words = accounts.length === 0 ? "Nobody." : table(accounts.map(row)) + more;
  return { isGood: true, words, facts: { users: accounts, isWhole } };
}

const row = ({ id, username, email, createdAt, disabledAt, isAdmin, hasConfirmedEmail }: Account) => [
  String(id),
  username,
  email,
  createdAt.toISOString().slice(0, 10),
  [isAdmin && "admin", disabledAt && "disabled", !hasConfirmedEmail && "unconfirmed"]
    .filter(Boolean)
    .join(", "),
];

async function changed(verb: Verb, name: string, id: number, ctx: Context): Promise<Report> {
  if (verb === "reset-password") {
    const link = await resetLink(ctx, id);
    return { isGood: true, words: `${validity}\n${link}`, facts: { id, link } };
  }
  if (verb === "disable") await disable(ctx, id);
  if (verb === "enable") await enable(ctx, id);
  if (verb === "promote" || verb === "demote") await appoint(ctx, id, verb === "promote");
  return { isGood: true, words: `${name} (${id}): ${verb}d.`, facts: { id, done: verb } };
}

const validity = `By this link a password is chosen, once, within ${LIFETIME_MINUTES.resetPassword} minutes:`;

type Known = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

function options<Options extends Known>(args: string[], known: Options) {
  try {
    return parseArgs({ args, options: known, allowPositionals: true });
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n${USER_USAGE}`);
  }
}

type Parsed<T> = { success: true; data: T } | { success: false; error: Parameters<typeof reasonsOf>[0] };

/** @throws Refusal `invalid`, as the doors of the site do */
function accepted<T>(parsed: Parsed<T>): T {
  if (!parsed.success) throw invalidFields(reasonsOf(parsed.error));
  return parsed.data;
}
