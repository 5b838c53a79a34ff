"use server";

import { links } from "../links";
import { guestAction, viewerAction } from "../web/action";
import { currentLocale } from "../web/locale";
import { forgetSecret, keptSecret } from "../web/secret-link";
import { originOfRequest } from "../web/session";
import { changePassword, requestReset, resetPassword } from "./mutations";
import { changePasswordInput, resetInput, resetRequestInput } from "./schema";

export const requestResetAction = guestAction({ input: resetRequestInput }, async (ctx, { email }) => {
  const { address } = await originOfRequest();
  await requestReset(ctx, { email, address, locale: await currentLocale() });
  return { to: links.signIn, flash: { key: "resetRequested" } };
});

export const resetPasswordAction = guestAction({ input: resetInput }, async (ctx, { password }) => {
  const secret = await keptSecret("resetPassword");
  await resetPassword(ctx, { secret, password, locale: await currentLocale() });
  await forgetSecret("resetPassword");
  return { to: links.signIn, flash: { key: "passwordReset" } };
});

export const changePasswordAction = viewerAction(
  { input: changePasswordInput },
  async (ctx, { currentPassword, password }, session) => {
    const locale = await currentLocale();
    await changePassword(ctx, { currentPassword, password, locale }, session.sessionHash);
    return { to: links.account, flash: { key: "passwordChanged" } };
  },
);
