import { useLocale, useTranslations } from "next-intl";
import { chooseLocaleAction, chooseThemeAction } from "@/lib/people/actions";
import { LOCALES, THEMES, type Theme } from "@/lib/people/schema";

/** Language and colours, for everybody, without a script. The current ones are marked. */
export function Choices({ theme: chosen }: { theme: Theme }) {
  const t = useTranslations("choices");
  const current = useLocale();
  return (
    <div className="choices">
      <form action={chooseLocaleAction} aria-label={t("language")}>
        {LOCALES.map((locale) => (
          <button
            key={locale}
            name="locale"
            value={locale}
            lang={locale}
            aria-pressed={locale === current}
            type="submit"
          >
            {ownName(locale)}
          </button>
        ))}
      </form>
      <form action={chooseThemeAction} aria-label={t("theme")}>
        {THEMES.map((theme) => (
          <button key={theme} name="theme" value={theme} aria-pressed={theme === chosen} type="submit">
            {t(theme)}
          </button>
        ))}
      </form>
    </div>
  );
}

const ownNames = new Map<string, string>();

/** What a language calls itself. Asked for on every page, and slow to find out. */
export function ownName(locale: string): string {
  const known = ownNames.get(locale);
  if (known) return known;
  const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  const written = name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  ownNames.set(locale, written);
  return written;
}
