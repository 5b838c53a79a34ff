import { cookies } from "next/headers";
import { env } from "../env";

const YEAR_SECONDS = 365 * 86_400;

const isSecure = () => env.appUrl.startsWith("https:");

/** Browsers keep a `__Host-` cookie from being planted by a neighbouring host; it needs https. */
export const sessionCookieName = (): string => (isSecure() ? "__Host-mb.session" : "mb.session");
export const deviceCookieName = (): string => (isSecure() ? "__Host-mb.device" : "mb.device");

/** For what nobody but the server may read. */
export const secretCookie = () =>
  ({ httpOnly: true, secure: isSecure(), sameSite: "lax", path: "/" }) as const;

/** Choices of somebody who is not signed in, and what the browser knows better than we do. */
export const LOCALE_COOKIE = "mb.locale";
export const THEME_COOKIE = "mb.theme";
export const TIME_ZONE_COOKIE = "mb.zone";

/** Keeps a choice in this browser for a year. */
export async function rememberChoice(cookie: string, choice: string): Promise<void> {
  (await cookies()).set(cookie, choice, {
    secure: isSecure(),
    sameSite: "lax",
    path: "/",
    maxAge: YEAR_SECONDS,
  });
}

export const deviceCookie = () => ({ ...secretCookie(), maxAge: YEAR_SECONDS }) as const;
