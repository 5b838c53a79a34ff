import "./site.scss";
import { getLocale, getTimeZone } from "next-intl/server";
import type { ReactNode } from "react";
import { RememberTimeZone } from "@/components/time-zone";
import { TIME_ZONE_COOKIE } from "@/lib/web/cookies";
import { currentTheme } from "@/lib/web/theme";

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} data-bs-theme={await currentTheme()}>
      <body>
        {children}
        <RememberTimeZone cookie={TIME_ZONE_COOKIE} known={await getTimeZone()} />
      </body>
    </html>
  );
}
