"use server";

import { links } from "../links";
import { guestAction, viewerAction } from "../web/action";
import { currentLocale } from "../web/locale";
import { safeNext } from "../web/next-path";
import { originOfRequest, signIn, signOut } from "../web/session";
import { deleteAccount, register } from "./mutations";
import { deleteAccountInput, registerInput, signInInput } from "./schema";

export const registerAction = guestAction({ input: registerInput }, async (ctx, input) => {
  await register(ctx, input, await originOfRequest(), await currentLocale());
  return { to: links.signIn, flash: { key: "registered" } };
});

export const signInAction = guestAction({ input: signInInput }, async (_, { remember, next, ...given }) => {
  await signIn(given, remember === "on");
  return { to: safeNext(next) };
});

export const deleteAccountAction = viewerAction(
  { input: deleteAccountInput },
  async (ctx, { currentPassword }) => {
    await deleteAccount(ctx, currentPassword);
    await signOut();
    return { to: links.signIn, flash: { key: "accountDeleted" } };
  },
);
