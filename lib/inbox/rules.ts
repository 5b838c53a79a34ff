import { links } from "../links";

/** Whether drawing the page at this address marks every message as read, so that its badge says none. */
export const isInbox = (pathAndQuery: string): boolean => pathAndQuery.split("?")[0] === links.messages;
