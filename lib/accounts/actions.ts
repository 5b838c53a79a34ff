"use server";

import { links } from "../links";
import { guestAction } from "../web/action";
import { originOfRequest } from "../web/session";
import { register } from "./mutations";
import { registerInput } from "./schema";

export const registerAction = guestAction({ input: registerInput }, async (ctx, input) => {
  await register(ctx, input, await originOfRequest());
  return { to: links.signIn, flash: { key: "registered" } };
});
