import { match } from "@formatjs/intl-localematcher";
import Negotiator from "negotiator";
import { LOCALES, type Locale } from "../people/schema";

const DEFAULT_LOCALE: Locale = "en";
/** Longer ones are not a person's. */
const HEADER_MAX = 500;

export const isLocale = (value: unknown): value is Locale => LOCALES.includes(value as Locale);

/** The best of our languages for an `Accept-Language` header; English when none fits. */
export function localeAccepted(acceptLanguage: string | null): Locale {
  if (!acceptLanguage || acceptLanguage.length > HEADER_MAX) return DEFAULT_LOCALE;
  const asked = new Negotiator({ headers: { "accept-language": acceptLanguage } }).languages();
  try {
    return match(
      asked.filter((tag) => tag !== "*"),
      LOCALES,
      DEFAULT_LOCALE,
    ) as Locale;
  } catch {
    return DEFAULT_LOCALE;
  }
}
