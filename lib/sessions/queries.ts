import "server-only";
import { and, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { prepared } from "@/db/prepared";
import { sessions, users } from "@/db/schema";
import { importOfUser } from "../archives/queries";
import type { Context, Viewer, ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { taskOfUser } from "../exports/queries";
import type { TaskView } from "../exports/schema";
import { unreadOfUser } from "../people/queries";

/** A session as its owner sees it in the list. */
export interface SessionView {
  /** Names the session without being able to open it: the first characters of its hash. */
  handle: string;
  userAgent: string;
  network: string;
  createdAt: Date;
  lastUsedAt: Date;
  isCurrent: boolean;
}

/** A viewer and what the door that found them must know to keep the session's clock. */
export interface OpenSession {
  viewer: Viewer;
  sessionHash: string;
  /** Seconds since the session, and since the person, was last noted as here. */
  idleForSeconds: number;
  unseenForSeconds: number;
  unreadMessages: number;
  /** An export that runs or has failed. */
  task: TaskView | null;
  /** The same of an import. */
  importTask: TaskView | null;
}

export const HANDLE_LENGTH = 16;

const isLive = sql`${sessions.expiresAt} > now()
  and ${sessions.lastUsedAt} > now() - make_interval(secs => ${sessions.idleSeconds})`;

const sessionStatement = prepared((db) =>
  db
    .select({
      id: users.id,
      username: users.username,
      displayName: users.displayName,
      locale: users.locale,
      timeZone: users.timeZone,
      theme: users.theme,
      hasConfirmedEmail: sql<boolean>`${users.emailConfirmedAt} is not null`,
      idleForSeconds: sql<number>`extract(epoch from now() - ${sessions.lastUsedAt})::float8`,
      unseenForSeconds: sql<number>`extract(epoch from now() - ${users.lastSeenAt})::float8`,
      unreadMessages: unreadOfUser,
      task: taskOfUser,
      importTask: importOfUser,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.idHash, sql.placeholder("sessionHash")), isLive, isNull(users.disabledAt)))
    .prepare("session"),
);

/** Who holds this session id, or null when it is unknown, ended, expired or idle for too long. */
export async function openSession(ctx: Context, sessionId: string): Promise<OpenSession | null> {
  const sessionHash = fingerprint(sessionId);
  const [row] = await sessionStatement(ctx.db).execute({ sessionHash });
  if (!row) return null;
  const { idleForSeconds, unseenForSeconds, unreadMessages, task, importTask, ...viewer } = row;
  return { viewer, sessionHash, idleForSeconds, unseenForSeconds, unreadMessages, task, importTask };
}

/** Which of these sessions are still open. */
export async function liveSessions(ctx: Context, sessionHashes: string[]): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ idHash: sessions.idHash })
    .from(sessions)
    .where(and(inArray(sessions.idHash, sessionHashes), isLive));
  return new Set(rows.map(({ idHash }) => idHash));
}

/** The viewer's open sessions, the last used first. */
export async function sessionsOf(ctx: ViewerContext, currentHash: string): Promise<SessionView[]> {
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, ctx.viewer.id), isLive))
    .orderBy(desc(sessions.lastUsedAt));
  return rows.map((row) => ({
    handle: row.idHash.slice(0, HANDLE_LENGTH),
    userAgent: row.userAgent,
    network: row.network,
    createdAt: row.createdAt,
    lastUsedAt: row.lastUsedAt,
    isCurrent: row.idHash === currentHash,
  }));
}
