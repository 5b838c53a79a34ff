import "server-only";
import cluster from "node:cluster";
import type { EventEmitter } from "node:events";
import { languageOf } from "./rules";
import { type Answer, answerSchema, type Question } from "./schema";

/** Longer than a busy launcher needs, its first time included. */
const ANSWERED_WITHIN_MS = 3_000;

/** The process that has started this one, as far as words go between the two. */
export interface Launcher extends Pick<EventEmitter, "on"> {
  connected: boolean;
  send(question: Question, told: (error: Error | null) => void): unknown;
}

interface Desk {
  asked: Map<number, (answer: Answer | null) => void>;
  count: number;
  /** Whether the launcher has left a question open, so that it is not asked any more. */
  isSilent: boolean;
}

// Shared by every copy of this module that the bundler makes in one process.
const shared = globalThis as typeof globalThis & { microblogLanguages?: WeakMap<Launcher, Desk> };
shared.microblogLanguages ??= new WeakMap();
const desks = shared.microblogLanguages;

/**
 * The language a text is written in, as `languageOf` tells it. What that has to know takes 150 MB, so
 * the server processes of a site ask the one that has started them, where there is one.
 *
 * @returns an ISO 639-1 code or null
 */
export async function languageFound(
  text: string,
  launcher = cluster.isWorker ? (process as unknown as Launcher) : null,
): Promise<string | null> {
  const answer = launcher && (await ask(launcher, text));
  return answer ? answer.language : languageOf(text);
}

/** @returns null where no answer comes, as from a launcher that is not ours */
async function ask(launcher: Launcher, text: string): Promise<Answer | null> {
  const desk = desks.get(launcher) ?? openDesk(launcher);
  if (desk.isSilent || !launcher.connected) return null;
  desk.count += 1;
  const number = desk.count;
  const { promise, resolve } = Promise.withResolvers<Answer | null>();
  desk.asked.set(number, resolve);
  const late = setTimeout(() => {
    desk.isSilent = true;
    resolve(null);
  }, ANSWERED_WITHIN_MS);
  launcher.send({ languageOf: text, number }, (error) => error && resolve(null));
  try {
    return await promise;
  } finally {
    clearTimeout(late);
    desk.asked.delete(number);
  }
}

function openDesk(launcher: Launcher): Desk {
  const desk: Desk = { asked: new Map(), count: 0, isSilent: false };
  desks.set(launcher, desk);
  launcher.on("message", (word: unknown) => {
    const { data } = answerSchema.safeParse(word);
    if (data) desk.asked.get(data.number)?.(data);
  });
  return desk;
}
