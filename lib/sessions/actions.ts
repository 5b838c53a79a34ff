"use server";

import { z } from "zod";
import { credentials } from "../accounts/schema";
import { links } from "../links";
import { guestAction, viewerAction } from "../web/action";
import { safeNext } from "../web/next-path";
import { signIn, signOut } from "../web/session";
import { endOtherSessions, endSessionByHandle } from "./mutations";
import { endSessionInput } from "./schema";

const signInInput = credentials.extend({
  remember: z.literal("on").optional(),
  next: z.string().max(2_000).optional(),
});

export const signInAction = guestAction({ input: signInInput }, async (_, { remember, next, ...given }) => {
  await signIn(given, remember === "on");
  return { to: safeNext(next) };
});

export const signOutAction = guestAction({ input: z.strictObject({}) }, async () => {
  await signOut();
  return { to: links.signIn };
});

export const endSessionAction = viewerAction({ input: endSessionInput }, async (ctx, { handle }) => {
  await endSessionByHandle(ctx, handle);
  return { to: links.sessions, flash: { key: "sessionEnded" } };
});

export const endOtherSessionsAction = viewerAction({ input: z.strictObject({}) }, async (ctx, _, session) => {
  await endOtherSessions(ctx, session.sessionHash);
  return { to: links.sessions, flash: { key: "sessionsEnded" } };
});
