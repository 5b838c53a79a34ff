import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { Unavailable } from "@/db/outage";
import { isForged } from "./origin";
import { authOptions, readSession } from "./session";

interface RouteContext {
  params: Promise<{ nextauth: string[] }>;
}

const problem = (status: number, error: string, headers?: HeadersInit) =>
  Response.json({ error }, { status, headers: { "cache-control": "no-store", ...headers } });

/**
 * next-auth's addresses under /api/auth. What they cannot do is done here: forged posts are refused,
 * and the session is looked up in the database, so that an ended one is nobody and an outage is an
 * outage; next-auth itself would take a failing look-up for a sign-out and clear the cookie.
 */
export async function nextAuthHandler(request: NextRequest, context: RouteContext): Promise<Response> {
  if (isForged(request.method, request.headers)) return problem(403, "Forbidden");
  const { nextauth } = await context.params;
  try {
    if (nextauth.join("/") === "session") return await currentSession();
    return await NextAuth(request as never, context as never, authOptions());
  } catch (error) {
    if (error instanceof Unavailable) return problem(503, "Service Unavailable", { "retry-after": "5" });
    throw error;
  }
}

async function currentSession(): Promise<Response> {
  const session = await readSession();
  const body = session ? { user: { name: session.viewer.username } } : {};
  return Response.json(body, { headers: { "cache-control": "private, no-store" } });
}
