import "server-only";
import { cookies, headers } from "next/headers";
import type { AuthOptions } from "next-auth";
import { encode } from "next-auth/jwt";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { authenticate, type Origin } from "../accounts/mutations";
import { credentials as credentialsSchema } from "../accounts/schema";
import type { Context } from "../context";
import { isSealed, mintSecret, seal } from "../crypto";
import { database } from "../database";
import { env } from "../env";
import { Refusal } from "../errors";
import { links } from "../links";
import { endSession, startSession, touchSession } from "../sessions/mutations";
import { type OpenSession, openSession } from "../sessions/queries";
import { coarseNetwork } from "../sessions/rules";
import { SESSION_MAX_DAYS } from "../sessions/schema";
import { deviceCookie, deviceCookieName, secretCookie, sessionCookieName } from "./cookies";
import { exchanges } from "./exchange";
import { openToken } from "./session-token";

const MAX_AGE_SECONDS = SESSION_MAX_DAYS * 86_400;
/** A session's clock is moved at most this often. */
const TOUCH_SECONDS = 300;

/** What stands in the encrypted cookie: no rights, only the id of a session. */
const tokenSchema = z.object({ sid: z.string().min(20).max(100) });

const anyone = (): Context => ({ db: database(), viewer: null });

/** The id in the browser's session cookie, or null when there is none or it was tampered with. */
async function sessionIdOfCookie(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token) return null;
  try {
    return tokenSchema.safeParse(await openToken(token)).data?.sid ?? null;
  } catch {
    return null;
  }
}

/**
 * Who is signed in, as the database has it now.
 *
 * @throws Unavailable when the database cannot be asked: an outage signs nobody out
 */
export async function readSession(): Promise<OpenSession | null> {
  const sessionId = await sessionIdOfCookie();
  return sessionId ? openSession(anyone(), sessionId) : null;
}

/** Keeps a used session from idling out. */
export async function keepAlive(session: OpenSession): Promise<void> {
  if (session.idleForSeconds > TOUCH_SECONDS) await touchSession(anyone(), session.sessionHash);
}

/**
 * Signs somebody in and gives the browser its cookies.
 *
 * @throws Refusal as `authenticate` does
 */
export async function signIn(input: z.infer<typeof credentialsSchema>, isRemembered: boolean): Promise<void> {
  const { userId } = await authenticate(anyone(), input, await originOfRequest());
  const { sessionId } = await openSessionFor(userId, isRemembered);
  const token = await encode({ token: { sid: sessionId }, secret: env.authSecret, maxAge: MAX_AGE_SECONDS });
  const jar = await cookies();
  jar.set(sessionCookieName(), token, {
    ...secretCookie(),
    ...(isRemembered ? { maxAge: MAX_AGE_SECONDS } : {}),
  });
  jar.set(deviceCookieName(), deviceMark(userId), deviceCookie());
}

/** Ends this browser's session, in the database and in the browser. */
export async function signOut(): Promise<void> {
  const sessionId = await sessionIdOfCookie();
  if (sessionId) await endSession(anyone(), sessionId);
  (await cookies()).delete({ name: sessionCookieName(), ...secretCookie() });
}

async function openSessionFor(userId: number, isRemembered: boolean) {
  const { address } = await originOfRequest();
  const userAgent = (await headers()).get("user-agent") ?? "";
  const replaced = await sessionIdOfCookie();
  if (replaced) await endSession(anyone(), replaced);
  return startSession(anyone(), userId, isRemembered, { userAgent, network: coarseNetwork(address) });
}

/** From where the current request comes. */
export async function originOfRequest(): Promise<Origin> {
  const mark = (await cookies()).get(deviceCookieName())?.value ?? "";
  return { address: exchanges.getStore()?.address ?? null, knownAccountId: accountOfDevice(mark) };
}

/** Says "this account has signed in from this browser"; nobody else can make one. */
function deviceMark(userId: number): string {
  const claim = `${userId}.${mintSecret().slice(0, 12)}`;
  return `${claim}.${seal(claim, env.authSecret)}`;
}

function accountOfDevice(mark: string): number | null {
  const [userId = "", salt = "", sealed = ""] = mark.split(".");
  return isSealed(`${userId}.${salt}`, sealed, env.authSecret) ? Number(userId) : null;
}

/** next-auth's own addresses under /api/auth, over the same accounts and the same sessions. */
export const authOptions = (): AuthOptions => ({
  secret: env.authSecret,
  useSecureCookies: env.appUrl.startsWith("https:"),
  session: { strategy: "jwt", maxAge: MAX_AGE_SECONDS },
  pages: { signIn: links.signIn, signOut: links.home, error: links.signIn },
  jwt: { decode: async ({ token }) => (token ? openToken(token) : null) },
  cookies: { sessionToken: { name: sessionCookieName(), options: secretCookie() } },
  logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  providers: [
    CredentialsProvider({
      credentials: { identifier: {}, password: {} },
      authorize: async (given) => {
        const input = credentialsSchema.safeParse({
          identifier: given?.identifier,
          password: given?.password,
        });
        if (!input.success) return null;
        const { userId } = await authenticate(anyone(), input.data, await originOfRequest()).catch(nobody);
        return userId === null ? null : { id: String(userId) };
      },
    }),
  ],
  callbacks: {
    // The row is looked up by our own doors, never here: next-auth takes a failing callback for a sign-out.
    jwt: async ({ token, user }) =>
      user ? { sid: (await openSessionFor(Number(user.id), false)).sessionId } : { sid: token.sid },
    session: () => ({ expires: "" }),
  },
  events: {
    signOut: async ({ token }) => {
      const { data } = tokenSchema.safeParse(token);
      if (data) await endSession(anyone(), data.sid);
    },
  },
});

function nobody(error: unknown): { userId: null } {
  if (error instanceof Refusal && error.code === "unauthenticated") return { userId: null };
  throw error;
}
