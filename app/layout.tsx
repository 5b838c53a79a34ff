import "./site.scss";
import { cookies } from "next/headers";
import { getLocale, getTimeZone } from "next-intl/server";
import type { ReactNode } from "react";
import { RememberTimeZone } from "@/components/time-zone";
import { themeSchema } from "@/lib/people/schema";
import { THEME_COOKIE, TIME_ZONE_COOKIE } from "@/lib/web/cookies";
import { currentVisit } from "@/lib/web/visit";

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { session } = await currentVisit();
  const chosen = session?.viewer.theme ?? (await cookies()).get(THEME_COOKIE)?.value;
  return (
    <html lang={await getLocale()} data-bs-theme={themeSchema.safeParse(chosen).data ?? "auto"}>
      <body>
        {children}
        <RememberTimeZone cookie={TIME_ZONE_COOKIE} known={await getTimeZone()} />
      </body>
    </html>
  );
}
