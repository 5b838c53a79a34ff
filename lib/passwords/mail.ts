import { type Letter, lettersIn, writeLetter } from "../i18n/letter";
import type { Locale } from "../people/schema";
import { LIFETIME_MINUTES } from "../proofs/schema";

interface Recipient {
  locale: Locale;
  /** Username. */
  name: string;
}

/** How to choose a new password. */
export function resetLetter({ locale, name }: Recipient, link: string): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("reset.subject"), [
    t("reset.intro"),
    { link, label: t("clickHere"), paste: t("paste") },
    t("reset.validity", { minutes: LIFETIME_MINUTES.resetPassword }),
    t("reset.ignore"),
  ]);
}

/** Tells the owner that the password is another one now. */
export function passwordChangedLetter({ locale, name }: Recipient, link: string): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("passwordChanged.subject"), [
    t("passwordChanged.text"),
    t("passwordChanged.notYou"),
    { link, label: t("clickHere"), paste: t("paste") },
  ]);
}
