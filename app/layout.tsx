import "./site.scss";
import type { Viewport } from "next";
import { getLocale, getTimeZone, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { WithCrashWords } from "@/components/frame/crash";
import { RememberTimeZone } from "@/components/frame/time-zone";
import type { Theme } from "@/lib/people/schema";
import { TIME_ZONE_COOKIE } from "@/lib/web/cookies";
import { currentTheme } from "@/lib/web/theme";
import { pageTranslator } from "@/lib/web/translation";

/** The page's ground, as components/styles/_tokens.scss has it. */
const GROUND = { light: "#fbfaf7", dark: "#131412" } as const;
const THEMED = ["light", "dark"] as const;

/** The page reaches under a phone's round corners. */
export const viewport: Viewport = { viewportFit: "cover" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("notices");
  const theme = await currentTheme();
  return (
    <html
      lang={await getLocale()}
      data-bs-theme={theme}
      data-translator={pageTranslator() === "server" ? "server" : undefined}
    >
      <head>
        <Signs theme={theme} />
      </head>
      <body>
        <WithCrashWords words={{ title: t("failureTitle"), tryAgain: t("tryAgain") }}>
          {children}
        </WithCrashWords>
        <RememberTimeZone cookie={TIME_ZONE_COOKIE} known={await getTimeZone()} />
      </body>
    </html>
  );
}

/**
 * The site's icons, and the colours of the browser's own frame, which follow the theme. As elements: what the
 * framework does for the same is a good part of what a page costs.
 */
function Signs({ theme }: { theme: Theme }) {
  return (
    <>
      <link rel="icon" href="/favicon.ico" sizes="32x32" type="image/x-icon" />
      <link rel="icon" href="/icon.svg" sizes="any" type="image/svg+xml" />
      <link rel="apple-touch-icon" href="/apple-icon.png" sizes="180x180" type="image/png" />
      <meta name="color-scheme" content={theme === "auto" ? "light dark" : theme} />
      {theme === "auto" ? (
        THEMED.map((each) => (
          <meta
            key={each}
            name="theme-color"
            media={`(prefers-color-scheme: ${each})`}
            content={GROUND[each]}
          />
        ))
      ) : (
        <meta name="theme-color" content={GROUND[theme]} />
      )}
    </>
  );
}
