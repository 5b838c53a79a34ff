"use server";

import { LIMITS } from "../limits/schema";
import { links } from "../links";
import { guestAction, viewerAction } from "../web/action";
import { LOCALE_COOKIE, rememberChoice, THEME_COOKIE } from "../web/cookies";
import { contextOf, currentVisit } from "../web/visit";
import { chooseLocale, chooseTheme, editProfile } from "./mutations";
import { localeInput, profileInput, themeInput } from "./schema";

export const editProfileAction = viewerAction(
  { input: profileInput, limit: LIMITS.editProfile },
  async (ctx, input) => {
    await editProfile(ctx, input);
    return { to: links.editProfile, flash: { key: "profileSaved" } };
  },
);

export const chooseLocaleAction = guestAction({ input: localeInput }, async (_, { locale }) => {
  const { session, path } = await currentVisit();
  if (session) await chooseLocale(contextOf(session), locale);
  await rememberChoice(LOCALE_COOKIE, locale);
  return { to: path };
});

export const chooseThemeAction = guestAction({ input: themeInput }, async (_, { theme }) => {
  const { session, path } = await currentVisit();
  if (session) await chooseTheme(contextOf(session), theme);
  await rememberChoice(THEME_COOKIE, theme);
  return { to: path };
});
