import { z } from "zod";
import { countCharacters, isPlainName } from "../text/rules";
import { plainText } from "../text/schema";

/** As long as the first edition's column, and as GoToSocial has it. */
export const USERNAME_MAX = 64;
/** Fits a line on a phone. */
export const DISPLAY_NAME_MAX = 50;
export const ABOUT_ME_MAX = 140;

/** Counting unread messages ends here, so that every page costs the same. */
export const UNREAD_COUNTED_MAX = 1_000;

export const LOCALES = ["en", "es", "ko"] as const;
export type Locale = (typeof LOCALES)[number];

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const usernameSchema = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(USERNAME_MAX, "usernameTooLong")
  .regex(/^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?$/, "usernameCharacters");

/** Any script, one line, nothing invisible; blank means none. Stored in NFC without outer blanks. */
export const displayNameSchema = z
  .string("required")
  .max(DISPLAY_NAME_MAX * 32, { error: "displayNameTooLong", abort: true })
  .refine((name) => name.isWellFormed(), { error: "displayNameCharacters", abort: true })
  .transform((name) => name.normalize("NFC").trim())
  .refine(isPlainName, { error: "displayNameCharacters", abort: true })
  .refine((name) => countCharacters(name) <= DISPLAY_NAME_MAX, "displayNameTooLong");

export const themeSchema = z.enum(THEMES, "invalid");
export const localeSchema = z.enum(LOCALES, "invalid");

/** The choices that everybody has at the foot of a page. */
export const themeInput = z.strictObject({ theme: themeSchema });
export const localeInput = z.strictObject({ locale: localeSchema });

/** An IANA time zone that this server can reckon with. */
export const timeZoneSchema = z.string("invalid").max(64, "invalid").refine(isTimeZone, "unknownTimeZone");

/** By their usual names. Asking Intl takes a twentieth of a millisecond, and every page asks. */
const TIME_ZONES = new Set(["UTC", ...Intl.supportedValuesOf("timeZone")]);

function isTimeZone(name: string): boolean {
  if (TIME_ZONES.has(name)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The profile editor. Blank language or zone: as the browser asks. */
export const profileInput = z.strictObject({
  username: usernameSchema,
  displayName: displayNameSchema,
  aboutMe: plainText(ABOUT_ME_MAX),
  locale: z.union([z.literal(""), localeSchema]),
  timeZone: z.union([z.literal(""), timeZoneSchema]),
  theme: themeSchema,
});
export type ProfileInput = z.infer<typeof profileInput>;
