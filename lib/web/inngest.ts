import "server-only";
import type { NextRequest } from "next/server";
import { unhurried } from "@/db/patience";
import { database } from "../database";
import { env } from "../env";
import { chosenMail, chosenRelay } from "../ports/choose";

type Handler = (request: NextRequest, context: unknown) => Promise<Response>;
type Handlers = Record<"GET" | "POST" | "PUT", Handler>;

let serving: Promise<Handlers> | undefined;

/** The SDK is large: it is loaded by the first call, and only where Inngest is used. */
async function handlers(): Promise<Handlers> {
  const [{ serve }, { inngestClient, jobFunctions }] = await Promise.all([
    import("inngest/next"),
    import("../jobs/inngest"),
  ]);
  const client = inngestClient({
    isDev: env.inngestDev !== undefined && env.inngestDev !== "0",
    baseUrl: env.inngestBaseUrl,
    eventKey: env.inngestEventKey,
  });
  const functions = jobFunctions(client, database(), { mail: chosenMail() });
  return serve({ client, functions, serveOrigin: env.appUrl });
}

/** Answers Inngest's calls; the SDK refuses what is not signed, or not now. */
export async function answerInngest(request: NextRequest, context: unknown): Promise<Response> {
  if (!chosenRelay()) return Response.json({ error: "Not Found" }, { status: 404 });
  serving ??= handlers();
  const method = request.method as keyof Handlers;
  const answer = (await serving)[method];
  return unhurried(() => answer(request, context));
}
