import type { ReactNode } from "react";
import { Frame } from "@/components/frame";
import { Suggestions } from "@/components/suggestions";
import { suggestionsFor, unreadHere } from "@/lib/web/suggestions";
import { currentTheme } from "@/lib/web/theme";

export default async function ViewerLayout({ children }: { children: ReactNode }) {
  const { viewer, people } = await suggestionsFor();
  return (
    <Frame
      viewer={viewer}
      unread={await unreadHere()}
      theme={await currentTheme()}
      aside={viewer && <Suggestions people={people} viewer={viewer} />}
    >
      {children}
    </Frame>
  );
}
