import "server-only";
import { and, desc, eq, gt, sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { apiTokens, users } from "@/db/schema";
import type { Context, Viewer, ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { type Scope, TOUCH_SECONDS } from "./schema";

/** A token as its owner sees it in the list. */
export interface TokenView {
  id: number;
  /** Empty for one that a program got with the password. */
  name: string;
  scopes: Scope[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** Who holds a token, and what the door that asked must know. */
export interface OpenToken {
  viewer: Viewer;
  tokenId: number;
  scopes: Scope[];
  isLive: boolean;
  /** Whether its use should be noted again. */
  isUntouched: boolean;
}

const tokenStatement = prepared((db) =>
  db
    .select({
      viewer: {
        id: users.id,
        username: users.username,
        displayName: users.displayName,
        locale: users.locale,
        timeZone: users.timeZone,
        theme: users.theme,
        hasConfirmedEmail: sql<boolean>`${users.emailConfirmedAt} is not null`,
      },
      tokenId: apiTokens.id,
      scopes: apiTokens.scopes,
      isLive: sql<boolean>`${apiTokens.expiresAt} > now() and ${users.disabledAt} is null`,
      isUntouched: sql<boolean>`coalesce(${apiTokens.lastUsedAt} <
        now() - make_interval(secs => ${TOUCH_SECONDS}), true)`,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    .where(eq(apiTokens.hash, sql.placeholder("hash")))
    .prepare("token"),
);

/** What is behind a token, expired ones included, or null when there never was such a token. */
export async function openToken(ctx: Context, token: string): Promise<OpenToken | null> {
  const [row] = await tokenStatement(ctx.db).execute({ hash: fingerprint(token) });
  return row ?? null;
}

/** The viewer's live tokens, the newest first. */
export function tokensOf(ctx: ViewerContext): Promise<TokenView[]> {
  return ctx.db
    .select({
      id: apiTokens.id,
      name: apiTokens.name,
      scopes: apiTokens.scopes,
      createdAt: apiTokens.createdAt,
      expiresAt: apiTokens.expiresAt,
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .where(and(eq(apiTokens.userId, ctx.viewer.id), gt(apiTokens.expiresAt, sql`now()`)))
    .orderBy(desc(apiTokens.id));
}
