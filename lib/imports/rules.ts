import { Parser } from "htmlparser2";
import type { Entry } from "../archives/rules";
import { activity, BrokenFile, type DatedPost, note, ownEntry, read } from "../archives/schema";
import { requiredText } from "../text/schema";
import { SKIPS, type Skip, type Skipped } from "./schema";

/** What an entry of a file says of a post. */
export type FoundPost = Pick<DatedPost, "body" | "at" | "source">;

/** As ActivityStreams 2.0 names everybody, in full and as its contexts shorten it. */
const EVERYBODY = ["https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"];
/** Clocks differ by so much. */
const TOLERANCE_MS = 5 * 60_000;
/** Ids carry the time of writing from here on (drizzle/0000). */
const FIRST_MOMENT = Date.UTC(2000, 0, 1);

/**
 * Says of each entry of a file, in their order, which post it is or why it is none.
 *
 * @param max the greatest length of a post in characters
 * @param now no post is of a later time
 */
export function finder(max: number, now: Date): (entry: Entry) => FoundPost | Skip {
  const text = requiredText(max);
  let owner: string | undefined;
  return (entry) => {
    const found = entry.list === "posts" ? ownPost(entry) : foreignPost(entry, (actor) => (owner ??= actor));
    if (typeof found === "string") return found;
    const isPossible =
      found.at.getTime() >= FIRST_MOMENT && found.at.getTime() <= now.getTime() + TOLERANCE_MS;
    if (!isPossible) throw new BrokenFile({ key: "badDate", entry: entry.number });
    const { data: body, error } = text.safeParse(found.body);
    return error ? skipOf(error.issues[0]?.message) : { ...found, body };
  };
}

const skipOf = (reason: string | undefined): Skip =>
  reason === "tooLong" || reason === "unstorable" ? reason : "blank";

/** Our own files name no ids: text and time together say which post it is. */
function ownPost(entry: Entry): FoundPost {
  const { body, timestamp } = read(ownEntry, entry.value, entry.number);
  const at = new Date(timestamp);
  return { body, at, source: `posts.json ${at.toISOString()} ${body}` };
}

/** @param ownerOf told the actor of an entry, gives that of the first one: whose outbox it is */
function foreignPost(entry: Entry, ownerOf: (actor: string) => string): FoundPost | Skip {
  const { type, actor, object } = read(activity, entry.value, entry.number);
  if (ownerOf(actor) !== actor) return "others";
  if (type === "Announce") return "boosts";
  const isNote = (object as { type?: unknown } | null)?.type === "Note";
  if (type !== "Create" || !isNote) return "others";
  const post = read(note, object, entry.number);
  if (post.attributedTo !== actor) return "others";
  // Public posts are to everybody, unlisted ones have everybody as a further reader.
  if (![...post.to, ...post.cc].some((reader) => EVERYBODY.includes(reader))) return "hidden";
  const parts = [post.summary?.trim(), plainTextOf(post.content ?? "")];
  return { body: parts.filter(Boolean).join("\n\n"), at: new Date(post.published), source: post.id };
}

const PARAGRAPHS = new Set(["p", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6"]);
const LINES = new Set(["br", "li", "div"]);
const UNSEEN = new Set(["script", "style"]);

/** The text that a reader of this HTML sees. Nothing of its marks is left, only lines and paragraphs. */
export function plainTextOf(html: string): string {
  let text = "";
  let unseen = 0;
  const parser = new Parser({
    onopentagname: (tag) => {
      if (UNSEEN.has(tag)) unseen += 1;
      if (LINES.has(tag)) text += "\n";
      if (PARAGRAPHS.has(tag)) text += "\n\n";
    },
    onclosetag: (tag) => {
      if (UNSEEN.has(tag)) unseen -= 1;
      if (PARAGRAPHS.has(tag)) text += "\n\n";
    },
    ontext: (words) => {
      if (unseen === 0) text += words.replaceAll(/\s+/g, " ");
    },
  });
  parser.end(html);
  return text
    .replaceAll(/[^\S\n]*\n[^\S\n]*/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Two counts of skipped entries together. */
export const added = (one: Skipped, other: Skipped): Skipped =>
  Object.fromEntries(
    SKIPS.map((skip) => [skip, (one[skip] ?? 0) + (other[skip] ?? 0)]).filter(([, count]) => count),
  );

/** Whole percents, rounded down. 100 is kept for the moment in which everything is done. */
export const percentOf = (passed: number, total: number): number =>
  total === 0 ? 0 : Math.min(99, Math.floor((100 * passed) / total));
