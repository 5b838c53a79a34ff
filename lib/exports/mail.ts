import { type Letter, lettersIn, writeLetter } from "../i18n/letter";
import type { Locale } from "../people/schema";
import { KEPT_DAYS } from "./schema";

interface Recipient {
  locale: Locale;
  /** Username. */
  name: string;
}

/** Goes with the file. */
export function exportLetter({ locale, name }: Recipient): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("export.subject"), [t("export.attached")]);
}

/** Goes without the file, which is too large for a mail, and says where it is. */
export function exportLinkLetter({ locale, name }: Recipient, link: string): Letter {
  const t = lettersIn(locale);
  return writeLetter(locale, name, t("export.subject"), [
    t("export.tooLarge", { days: KEPT_DAYS }),
    { link, label: t("clickHere"), paste: t("paste") },
  ]);
}
