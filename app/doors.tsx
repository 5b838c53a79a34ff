import { FlashMessage } from "@/components/frame/flash-message";
import { FailureNotice, NotFoundNotice, OutageNotice } from "@/components/frame/notice";
import { pageDoors } from "@/lib/web/page";

/** Every page of the site is drawn behind one of these. */
export const { viewerPage, guestPage, openPage } = pageDoors({
  Flash: FlashMessage,
  Nothing: NotFoundNotice,
  Outage: OutageNotice,
  Failure: FailureNotice,
});
