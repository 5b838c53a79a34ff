import { FlashMessage } from "@/components/flash-message";
import { FailureNotice, OutageNotice } from "@/components/notice";
import { pageDoors } from "@/lib/web/page";

/** Every page of the site is drawn behind one of these. */
export const { viewerPage, guestPage } = pageDoors({
  Flash: FlashMessage,
  Outage: OutageNotice,
  Failure: FailureNotice,
});
