import { Frame } from "@/components/frame/frame";
import { NotFoundNotice } from "@/components/frame/notice";
import { currentTheme } from "@/lib/web/theme";
import { currentVisit } from "@/lib/web/visit";

export default async function NotFound() {
  const { session, failure } = await currentVisit();
  return (
    <Frame
      viewer={session?.viewer ?? null}
      isOutage={failure !== null}
      unread={session?.unreadMessages}
      theme={await currentTheme()}
    >
      <NotFoundNotice />
    </Frame>
  );
}
