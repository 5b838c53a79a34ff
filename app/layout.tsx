import "./site.scss";
import type { Viewport } from "next";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { WithCrashWords } from "@/components/frame/crash";
import { RememberTimeZone } from "@/components/frame/time-zone";
import { TIME_ZONE_COOKIE } from "@/lib/web/cookies";
import { currentTheme } from "@/lib/web/theme";
import { pageTranslator } from "@/lib/web/translation";

/** The page's ground, as components/styles/_tokens.scss has it. */
const GROUND = { light: "#fbfaf7", dark: "#131412" } as const;
const THEMED = ["light", "dark"] as const;

/** The colours of the browser's own frame follow the theme; the page reaches under a phone's round corners. */
export async function generateViewport(): Promise<Viewport> {
  const theme = await currentTheme();
  const themeColor =
    theme === "auto"
      ? THEMED.map((media) => ({ media: `(prefers-color-scheme: ${media})`, color: GROUND[media] }))
      : GROUND[theme];
  return { themeColor, colorScheme: theme === "auto" ? "light dark" : theme, viewportFit: "cover" };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("notices");
  return (
    <html
      lang={await getLocale()}
      data-bs-theme={await currentTheme()}
      data-translator={pageTranslator() === "server" ? "server" : undefined}
    >
      <body>
        <WithCrashWords words={{ title: t("failureTitle"), tryAgain: t("tryAgain") }}>
          {children}
        </WithCrashWords>
        <RememberTimeZone cookie={TIME_ZONE_COOKIE} known={await getTimeZone()} />
      </body>
    </html>
  );
}
