import type { ReactNode } from "react";
import { ConfirmFirst } from "@/components/email-forms";
import { Frame } from "@/components/frame";
import { PageTranslations } from "@/components/page-translations";
import { Suggestions } from "@/components/suggestions";
import { Task } from "@/components/task";
import { env } from "@/lib/env";
import { unreadAfterThisPage } from "@/lib/web/reading";
import { suggestionsFor } from "@/lib/web/suggestions";
import { currentTheme } from "@/lib/web/theme";
import { pageTranslator } from "@/lib/web/translation";
import { currentVisit } from "@/lib/web/visit";

export default async function ViewerLayout({ children }: { children: ReactNode }) {
  const { viewer, people } = await suggestionsFor();
  const { session } = await currentVisit();
  return (
    <Frame
      viewer={viewer}
      isOutage={(await currentVisit()).failure !== null}
      unread={await unreadAfterThisPage()}
      theme={await currentTheme()}
      aside={viewer && <Suggestions people={people} viewer={viewer} />}
    >
      {viewer && env.requireConfirmedEmail && !viewer.hasConfirmedEmail && <ConfirmFirst />}
      {session && <Task kind="export" task={session.task} />}
      {session && <Task kind="import" task={session.importTask} />}
      {children}
      {viewer && <PageTranslations by={pageTranslator()} />}
    </Frame>
  );
}
