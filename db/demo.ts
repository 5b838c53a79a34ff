import { like, not, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { Database, Transaction } from "./connection";
import * as schema from "./schema";

const { follows, messages, posts, users } = schema;

/** By this domain demo people are known. RFC 2606 keeps it from ever receiving mail. */
const DOMAIN = "demo.invalid";
const isDemo = like(users.email, `%@${DOMAIN}`);
const ROWS_AT_ONCE = 1_000;

export type DemoPerson = Pick<
  typeof users.$inferInsert,
  "username" | "displayName" | "aboutMe" | "locale" | "timeZone" | "theme" | "createdAt" | "lastSeenAt"
>;

/** People are named by their usernames. */
export interface DemoPost {
  author: string;
  body: string;
  language: string;
  createdAt: Date;
}

export interface DemoFollow {
  follower: string;
  followee: string;
  createdAt: Date;
}

export interface DemoMessage {
  sender: string;
  recipient: string;
  body: string;
  createdAt: Date;
}

/** An invented community. Its posts and messages are in order of time. */
export interface Community {
  people: DemoPerson[];
  posts: DemoPost[];
  follows: DemoFollow[];
  messages: DemoMessage[];
}

/**
 * Hands `work` one connection without the deadlines of the site's own, which a bulk load would miss.
 * @param url a direct connection
 */
export async function withBulkConnection<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return await work(drizzle(client, { schema }));
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Usernames of the demo people who are there, in order of their names. */
export async function demoUsernames(db: Database | Transaction): Promise<string[]> {
  const found = await db
    .select({ username: users.username })
    .from(users)
    .where(isDemo)
    .orderBy(users.username);
  return found.map(({ username }) => username);
}

/** Usernames, in lower case, of everybody else; nobody where the database is still empty. */
export async function otherUsernames(db: Database | Transaction): Promise<Set<string>> {
  const [table] = await db.execute<{ exists: boolean }>(
    sql`select to_regclass('users') is not null as exists`,
  );
  if (!table?.exists) return new Set();
  const found = await db.select({ username: users.username }).from(users).where(not(isDemo));
  return new Set(found.map(({ username }) => username.toLowerCase()));
}

/**
 * Takes the demo people who are there away with all that is theirs, and writes the community down:
 * all of it or, when something fails, nothing.
 *
 * @param passwordHash the one password of all of them
 * @throws the driver's error for a username that somebody else has
 */
export async function renewDemo(
  db: Database | Transaction,
  community: Community,
  passwordHash: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(users).where(isDemo);
    const rows = community.people.map((person) => ({
      ...person,
      email: `${person.username.toLowerCase()}@${DOMAIN}`,
      emailConfirmedAt: person.createdAt,
      passwordHash,
    }));
    const ids = new Map<string, number>();
    for (const some of chunks(rows)) {
      const made = await tx.insert(users).values(some).returning({ id: users.id, username: users.username });
      for (const { id, username } of made) ids.set(username, id);
    }
    await fillIn(tx, community, (username) => ids.get(username) ?? unknown(username));
  });
}

async function fillIn(tx: Transaction, community: Community, idOf: (username: string) => number) {
  for (const some of chunks(community.posts)) {
    const rows = some.map(({ author, body, language, createdAt }) => ({
      id: sql`next_post_id(${createdAt.toISOString()})`,
      authorId: idOf(author),
      body,
      language,
      createdAt,
    }));
    await tx.insert(posts).values(rows);
  }
  for (const some of chunks(community.follows)) {
    const rows = some.map(({ follower, followee, createdAt }) => {
      return { followerId: idOf(follower), followeeId: idOf(followee), createdAt };
    });
    await tx.insert(follows).values(rows);
  }
  for (const some of chunks(community.messages)) {
    const rows = some.map(({ sender, recipient, ...words }) => {
      return { senderId: idOf(sender), recipientId: idOf(recipient), ...words };
    });
    await tx.insert(messages).values(rows);
  }
  await tx.update(users).set({ lastReadMessageId: lastSeenMessage }).where(isDemo);
}

/** What arrived since somebody was last seen is unread. */
const lastSeenMessage = sql`(select coalesce(max(m.id), 0) from messages m
  where m.recipient_id = ${users.id} and m.created_at <= ${users.lastSeenAt})`;

function* chunks<T>(items: T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE)
    yield items.slice(start, start + ROWS_AT_ONCE);
}

function unknown(username: string): never {
  throw new Error(`${username} is not one of the demo people`);
}
