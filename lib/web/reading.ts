import "server-only";
import { markAllRead, markConversationRead } from "../inbox/mutations";
import { links } from "../links";
import type { OpenSession } from "../sessions/queries";
import { contextOf, currentVisit } from "./visit";

/*
 * Whoever opens a page of the inbox has read everything (Flask Mega-Tutorial, chapter 21). It is noted
 * while the page is drawn, as being here is, so that it works without a script. A prefetch notes
 * nothing, and another site cannot cause it: its requests carry no session.
 */

/** Notes that the viewer sees the inbox. */
export async function noteInboxRead(session: OpenSession): Promise<void> {
  if (await isSeen(session)) await markAllRead(contextOf(session));
}

/** Notes that the viewer sees what somebody wrote to them. */
export async function noteConversationRead(session: OpenSession, personId: number): Promise<void> {
  if (await isSeen(session)) await markConversationRead(contextOf(session), personId);
}

const isSeen = async ({ unreadMessages }: OpenSession) =>
  unreadMessages > 0 && (await currentVisit()).isInPerson;

/** How many messages are unread once the page that is being drawn has been seen. */
export async function unreadAfterThisPage(): Promise<number> {
  const { session, path } = await currentVisit();
  const isInbox = path.split("?")[0] === links.messages;
  return !session || isInbox ? 0 : session.unreadMessages;
}
