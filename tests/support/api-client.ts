import { sql } from "drizzle-orm";
import type { Database } from "@/db/connection";
import { apiTokens, posts, users } from "@/db/schema";
import { fingerprint, hashPassword } from "@/lib/crypto";
import { newToken } from "@/lib/tokens/rules";
import type { Scope } from "@/lib/tokens/schema";
import { assertPromised } from "./api-document";

export interface Call {
  method?: string;
  token?: string;
  /** JSON unless it is text or bytes already. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape.
  json: any;
}

export interface TestMember {
  id: number;
  username: string;
  email: string;
  password: string;
  /** A token with every scope. */
  token: string;
}

/** What a suite does with the API: call it, and set the scene behind its back. */
export interface Api {
  readonly url: string;
  readonly db: Database;
  /** Every answer is held against the OpenAPI document. */
  call(path: string, call?: Call): Promise<Reply>;
  member(username?: string): Promise<TestMember>;
  token(userId: number, scopes?: Scope[], expiresInSeconds?: number): Promise<string>;
  post(authorId: number, body?: string): Promise<number>;
  /** Lets the notes about an idempotency key lie for some hours. */
  age(key: string, hours: number): Promise<void>;
}

export const PASSWORD = "fourteen small kites";
let hash: Promise<string> | undefined;
let number = 0;

export function client(url: () => string, db: () => Database): Api {
  const token = async (userId: number, scopes: Scope[] = ["read", "write", "account"], seconds = 3_600) => {
    const secret = newToken();
    const expiresAt = sql`now() + make_interval(secs => ${seconds})`;
    await db()
      .insert(apiTokens)
      .values({ hash: fingerprint(secret), userId, scopes, expiresAt });
    return secret;
  };
  return {
    get url() {
      return url();
    },
    get db() {
      return db();
    },
    token,
    call: async (path, call) => {
      const reply = await send(url() + path, call);
      assertPromised(call?.method ?? "GET", path, reply);
      return reply;
    },
    member: async (username = `member${++number}`) => {
      hash ??= hashPassword(PASSWORD);
      const email = `${username}@example.com`;
      const [row] = await db()
        .insert(users)
        .values({ username, email, passwordHash: await hash })
        .returning({ id: users.id });
      if (!row) throw new Error("an insert returned no row");
      return { id: row.id, username, email, password: PASSWORD, token: await token(row.id) };
    },
    age: async (key, hours) => {
      await db().execute(sql`update idempotency_keys
        set created_at = created_at - make_interval(hours => ${hours}) where key like ${`%${key}`}`);
    },
    post: async (authorId, body = "Hello") => {
      const [row] = await db().insert(posts).values({ authorId, body }).returning({ id: posts.id });
      if (!row) throw new Error("an insert returned no row");
      return row.id;
    },
  };
}

export const basic = (username: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
});

async function send(address: string, { method, token, body, headers = {} }: Call = {}): Promise<Reply> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const response = await fetch(address, {
    method: method ?? "GET",
    redirect: "manual",
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    body: isRaw ? (body as BodyInit) : body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
