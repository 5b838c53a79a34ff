import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { _createCache } from "use-intl/core";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import ko from "@/messages/ko.json";
import { databaseTime } from "../clock";
import { timeZoneSchema } from "../people/schema";
import { LOCALE_COOKIE, TIME_ZONE_COOKIE } from "../web/cookies";
import { currentVisit } from "../web/visit";
import { isLocale, localeAccepted } from "./negotiate";

const catalogues = { en, es, ko };

/**
 * Sentences with something to fill in, taken apart once for all requests. next-intl by itself begins
 * anew for each, and hands what it is given here on to use-intl.
 */
const takenApart = { _cache: _createCache() };

/**
 * The language and zone of the current request: the member's setting, else this browser's cookie,
 * else what the browser asks for, else English and UTC.
 */
export default getRequestConfig(async () => {
  const { session } = await currentVisit();
  const jar = await cookies();
  const chosen = session?.viewer.locale ?? jar.get(LOCALE_COOKIE)?.value;
  const locale = isLocale(chosen) ? chosen : localeAccepted((await headers()).get("accept-language"));
  const zone = timeZoneSchema.safeParse(session?.viewer.timeZone ?? jar.get(TIME_ZONE_COOKIE)?.value);
  return {
    locale,
    messages: catalogues[locale],
    timeZone: zone.data ?? "UTC",
    now: databaseTime(),
    ...takenApart,
  };
});
