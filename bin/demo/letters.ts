import type { DemoMessage } from "@/db/demo";
import { moment } from "./calendar";
import type { Chance } from "./chance";
import type { Member } from "./community";
import { writerOf } from "./writer";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far back letters go, in days: some are fresh enough for their recipients not to have seen them. */
const DAYS_BACK = [60, 60, 3];
const LETTERS_EACH = 3;
const ANSWERED_WITHIN_MINUTES = 12 * 60;

/** What the members wrote to each other in private of late, each in their own tongue, in order of time. */
export function correspond(chance: Chance, members: Member[], until: Date): DemoMessage[] {
  const writer = writerOf(chance, members);
  const letters = members.flatMap((sender) => {
    const [tongue] = sender.languages;
    const others = members.filter((other) => other !== sender && other.languages[0] === tongue);
    return chance
      .shuffle(others)
      .slice(0, chance.below(LETTERS_EACH + 1))
      .flatMap((recipient) => {
        const lines = writer.converse(sender, recipient, "letters") ?? [];
        return exchange(chance, sender, recipient, until, lines);
      });
  });
  return letters.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** The lines in turn, as far as there was time for them. */
function exchange(chance: Chance, sender: Member, recipient: Member, until: Date, lines: string[]) {
  const met = Math.max(sender.joinedAt.getTime(), recipient.joinedAt.getTime());
  const since = new Date(Math.max(met, until.getTime() - chance.pick(DAYS_BACK) * DAY_MS));
  let createdAt = moment(chance, sender.zone, since, until);
  const messages = lines.map((body, turn): DemoMessage => {
    if (turn > 0) {
      const pause = 1 + ANSWERED_WITHIN_MINUTES * chance.next() ** 3;
      createdAt = new Date(createdAt.getTime() + pause * MINUTE_MS);
    }
    const [from, to] = turn % 2 === 0 ? [sender, recipient] : [recipient, sender];
    return { sender: from.username, recipient: to.username, body, createdAt };
  });
  return messages.filter((message) => message.createdAt < until);
}
