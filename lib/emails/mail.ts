import { type Letter, lettersIn, writeLetter } from "../i18n/letter";
import type { Locale } from "../people/schema";

interface Recipient {
  locale: Locale;
  /** Username. */
  name: string;
}

/** Asks whether this address is really theirs. */
export function confirmationLetter({ locale, name }: Recipient, link: string): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("confirmEmail.subject"), [
    t("confirmEmail.intro"),
    { link, label: t("clickHere"), paste: t("paste") },
    t("confirmEmail.ignore"),
  ]);
}

/** Tells the old address that another one was asked for. */
export function emailChangeLetter({ locale, name }: Recipient, link: string): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("emailChange.subject"), [
    t("emailChange.text"),
    t("emailChange.notYou"),
    { link, label: t("clickHere"), paste: t("paste") },
  ]);
}
