"use server";

import { cookies } from "next/headers";
import { z } from "zod";
import { LIMITS } from "../limits/schema";
import { links } from "../links";
import { guestAction, viewerAction } from "../web/action";
import { choiceCookie, LOCALE_COOKIE, THEME_COOKIE } from "../web/cookies";
import { contextOf, currentVisit } from "../web/visit";
import { chooseLocale, chooseTheme, editProfile } from "./mutations";
import { localeSchema, profileInput, themeSchema } from "./schema";

export const editProfileAction = viewerAction(
  { input: profileInput, limit: LIMITS.editProfile },
  async (ctx, input) => {
    await editProfile(ctx, input);
    return { to: links.editProfile, flash: { key: "profileSaved" } };
  },
);

export const chooseLocaleAction = guestAction(
  { input: z.strictObject({ locale: localeSchema }) },
  async (_, input) => {
    const { session, path } = await currentVisit();
    if (session) await chooseLocale(contextOf(session), input.locale);
    (await cookies()).set(LOCALE_COOKIE, input.locale, choiceCookie());
    return { to: path };
  },
);

export const chooseThemeAction = guestAction(
  { input: z.strictObject({ theme: themeSchema }) },
  async (_, input) => {
    const { session, path } = await currentVisit();
    if (session) await chooseTheme(contextOf(session), input.theme);
    (await cookies()).set(THEME_COOKIE, input.theme, choiceCookie());
    return { to: path };
  },
);
