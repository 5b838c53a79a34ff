"use server";

import { links } from "../links";
import { guestAction } from "../web/action";
import { safeNext } from "../web/next-path";
import { originOfRequest, signIn } from "../web/session";
import { register } from "./mutations";
import { registerInput, signInInput } from "./schema";

export const registerAction = guestAction({ input: registerInput }, async (ctx, input) => {
  await register(ctx, input, await originOfRequest());
  return { to: links.signIn, flash: { key: "registered" } };
});

export const signInAction = guestAction({ input: signInInput }, async (_, { remember, next, ...given }) => {
  await signIn(given, remember === "on");
  return { to: safeNext(next) };
});
