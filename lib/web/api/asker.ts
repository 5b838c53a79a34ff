import "server-only";
import { authenticate } from "../../accounts/mutations";
import { credentials } from "../../accounts/schema";
import type { Context, ViewerContext } from "../../context";
import { database } from "../../database";
import { Refusal } from "../../errors";
import { type Allowance, spend, spendEach } from "../../limits/mutations";
import { LIMITS } from "../../limits/schema";
import { touchToken } from "../../tokens/mutations";
import { openToken } from "../../tokens/queries";
import { isToken } from "../../tokens/rules";
import type { Scope } from "../../tokens/schema";
import { askedBy, exchanges } from "../exchange";
import { assertNoGuesser, noteGuess } from "./guesses";

/** Who asks, as far as it was proven. */
export interface Asker {
  ctx: Context;
  /** The member, proven by token or password; null for anybody. */
  userId: number | null;
  scopes: Scope[];
  /** 0 where none was asked for. */
  tokenId: number;
  /** What is left to them after this request. */
  allowances: Allowance[];
}

const anybody = (): Context => ({ db: database(), viewer: null });

const unauthenticated = () => new Refusal("unauthenticated", { key: "badCredentials" });

const address = () => exchanges.getStore()?.address ?? "unknown";

/**
 * The holder of the token in the `Authorization` header; no other place counts.
 *
 * @throws Refusal `unauthenticated` for no, a wrong, an expired or a revoked token; `limited`
 */
export async function holder(request: Request): Promise<Asker & { ctx: ViewerContext }> {
  const token = /^Bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (!token) throw unauthenticated();
  assertNoGuesser(address());
  const found = isToken(token) ? await openToken(anybody(), token) : null;
  if (!found) {
    noteGuess(address());
    if (isToken(token)) await spend(anybody(), LIMITS.wrongTokenFromAddress, address());
    throw unauthenticated();
  }
  const { viewer, tokenId, scopes, isLive, isUntouched } = found;
  if (!isLive) throw unauthenticated();
  askedBy(viewer.id);
  const ctx = { db: database(), viewer };
  const allowances = await spendEach(ctx, [
    [LIMITS.apiOfToken, tokenId],
    [LIMITS.apiOfMember, viewer.id],
  ]);
  if (isUntouched) await touchToken(ctx, tokenId);
  return { ctx, userId: viewer.id, scopes, tokenId, allowances };
}

/**
 * Who shows username and password (RFC 7617), under the limits of signing in on the site.
 *
 * @throws Refusal as `authenticate` does
 */
export async function passwordHolder(request: Request): Promise<Asker> {
  const given = credentials.safeParse(basicCredentials(request.headers.get("authorization") ?? ""));
  if (!given.success) throw unauthenticated();
  const asker = await anyone();
  const origin = { address: exchanges.getStore()?.address ?? null, knownAccountId: null };
  const { userId } = await authenticate(asker.ctx, given.data, origin);
  return { ...asker, userId };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function basicCredentials(header: string): { identifier: string; password: string } | null {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(header)?.[1];
  if (!encoded) return null;
  try {
    const [, username = "", password = ""] =
      /^([^:]*):(.*)$/s.exec(utf8.decode(Buffer.from(encoded, "base64"))) ?? [];
    // The tutorial takes the username, not the email. No name has a blank, so this one is nobody's,
    // and costs as much as anybody's.
    return { identifier: username.replaceAll("@", " "), password };
  } catch {
    return null;
  }
}

/** Anybody, counted by address. */
export async function anyone(): Promise<Asker> {
  const ctx = anybody();
  const allowances = [await spend(ctx, LIMITS.apiFromAddress, address())];
  return { ctx, userId: null, scopes: [], tokenId: 0, allowances };
}
