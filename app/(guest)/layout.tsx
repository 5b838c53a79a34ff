import type { ReactNode } from "react";
import { Frame } from "@/components/frame";
import { currentTheme } from "@/lib/web/theme";

export default async function GuestLayout({ children }: { children: ReactNode }) {
  return (
    <Frame viewer={null} theme={await currentTheme()}>
      {children}
    </Frame>
  );
}
