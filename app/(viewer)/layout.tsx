import type { ReactNode } from "react";
import { ConfirmFirst } from "@/components/account/email-forms";
import { Frame } from "@/components/frame/frame";
import { Task } from "@/components/frame/task";
import { Suggestions } from "@/components/people/suggestions";
import { PageTranslations } from "@/components/translation/page-translations";
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
