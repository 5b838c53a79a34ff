"use server";

import { links } from "../links";
import { emptyInput } from "../text/schema";
import { guestAction, viewerAction } from "../web/action";
import { currentLocale } from "../web/locale";
import { forgetSecret, keptSecret } from "../web/secret-link";
import { currentVisit } from "../web/visit";
import { confirmEmail, requestConfirmation, requestEmailChange } from "./mutations";
import { changeEmailInput } from "./schema";

export const requestConfirmationAction = viewerAction({ input: emptyInput }, async (ctx) => {
  await requestConfirmation(ctx, await currentLocale());
  return { to: links.account, flash: { key: "confirmationSent" } };
});

export const changeEmailAction = viewerAction({ input: changeEmailInput }, async (ctx, input) => {
  await requestEmailChange(ctx, { ...input, locale: await currentLocale() });
  return { to: links.account, flash: { key: "emailChangeAsked" } };
});

export const confirmEmailAction = guestAction({ input: emptyInput }, async (ctx) => {
  await confirmEmail(ctx, await keptSecret("confirmEmail"));
  await forgetSecret("confirmEmail");
  const { session } = await currentVisit();
  return { to: session ? links.account : links.signIn, flash: { key: "emailConfirmed" } };
});
