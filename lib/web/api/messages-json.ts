import { z } from "zod";
import type { Cursor, Page } from "@/db/keyset";
import type { MessageView } from "../../inbox/queries";
import { tutorialInstant } from "../../text/rules";
import { PER_PAGE_MAX } from "./numbers";
import { authorJson, authorOf, moment } from "./people-json";
import { cursorLinks, cursorLinksOf, postExample } from "./posts-json";

export const messageJson = z
  .object({
    id: z.int().positive(),
    body: z.string().meta({ description: "Plain text; never markup." }),
    timestamp: moment,
    is_mine: z.boolean().meta({ description: "Whether one wrote it oneself." }),
    person: authorJson.nullable().meta({ description: "The other side; null when the account is gone." }),
  })
  .meta({ id: "Message", description: "A private message." });
type MessageJson = z.input<typeof messageJson>;

export const messageExample: MessageJson = {
  id: 7,
  body: "Shall we meet at the bakery?",
  timestamp: "2026-11-27T18:02:11.120000Z",
  is_mine: false,
  person: postExample.author,
};

export const messageOf = ({ id, body, createdAt, isMine, person }: MessageView): MessageJson => ({
  id,
  body,
  timestamp: tutorialInstant(createdAt),
  is_mine: isMine,
  person: person && authorOf(person),
});

export const messagePageJson = z
  .object({ items: z.array(messageJson).max(PER_PAGE_MAX), _links: cursorLinks })
  .meta({ id: "MessagePage", description: "Messages, newest first." });

export const messagePageOf = (
  page: Page<MessageView>,
  cursor: Cursor,
  address: string,
): z.input<typeof messagePageJson> => ({
  items: page.items.map(messageOf),
  _links: cursorLinksOf(page, cursor, address),
});
