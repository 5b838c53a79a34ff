"use server";

import { links } from "../links";
import { emptyInput } from "../text/schema";
import { guestAction, viewerAction } from "../web/action";
import { signOut } from "../web/session";
import { endOtherSessions, endSessionByHandle } from "./mutations";
import { endSessionInput } from "./schema";

export const signOutAction = guestAction({ input: emptyInput }, async () => {
  await signOut();
  return { to: links.signIn };
});

export const endSessionAction = viewerAction({ input: endSessionInput }, async (ctx, { handle }) => {
  await endSessionByHandle(ctx, handle);
  return { to: links.sessions, flash: { key: "sessionEnded" } };
});

export const endOtherSessionsAction = viewerAction({ input: emptyInput }, async (ctx, _, session) => {
  await endOtherSessions(ctx, session.sessionHash);
  return { to: links.sessions, flash: { key: "sessionsEnded" } };
});
