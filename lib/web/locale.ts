import "server-only";
import { getLocale } from "next-intl/server";
import type { Locale } from "../people/schema";

/** The language in which the current request is answered. */
export const currentLocale = (): Promise<Locale> => getLocale();
