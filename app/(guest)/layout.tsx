import type { ReactNode } from "react";
import { Frame } from "@/components/frame/frame";
import { currentTheme } from "@/lib/web/theme";
import { currentVisit } from "@/lib/web/visit";

export default async function GuestLayout({ children }: { children: ReactNode }) {
  return (
    <Frame viewer={null} isOutage={(await currentVisit()).failure !== null} theme={await currentTheme()}>
      {children}
    </Frame>
  );
}
