import { EntryReader } from "@/lib/archives/rules";

/** A file of Mastodon's with these activities, as its archives have it. */
export const outbox = (activities: unknown[]): string =>
  JSON.stringify({
    "@context": "https://www.w3.org/ns/activitystreams",
    id: "outbox.json",
    type: "OrderedCollection",
    totalItems: activities.length,
    orderedItems: activities,
  });

const ACTOR = "https://social.example/users/susan";
const EVERYBODY = "https://www.w3.org/ns/activitystreams#Public";

interface Toot {
  id: number;
  content: string;
  to?: string[];
  cc?: string[];
  [field: string]: unknown;
}

/** The activity by which Susan wrote a post, public unless it says otherwise. */
export function toot({ id, content, to = [EVERYBODY], cc = [`${ACTOR}/followers`], ...rest }: Toot) {
  const published = new Date(Date.UTC(2023, 0, 1) + id * 60_000).toISOString().replace(".000Z", "Z");
  const post = { id: `${ACTOR}/statuses/${id}`, type: "Note", summary: null, inReplyTo: null, published };
  return {
    ...{ id: `${ACTOR}/statuses/${id}/activity`, type: "Create", actor: ACTOR, published, to, cc },
    object: { ...post, attributedTo: ACTOR, to, cc, sensitive: false, content, ...rest },
  };
}

/** Susan's boost of somebody else's post. */
export const boost = (of: string) => ({
  type: "Announce",
  actor: ACTOR,
  published: "2023-01-01T00:00:00Z",
  object: of,
});

/** The entries of a file that comes in pieces of this many bytes. */
export function entriesOf(file: string | Uint8Array, pieceBytes = 1_000_000) {
  const bytes = Buffer.from(file as string);
  const reader = new EntryReader();
  const found = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    found.push(...reader.push(bytes.subarray(at, at + pieceBytes)));
  }
  reader.end();
  return found;
}
