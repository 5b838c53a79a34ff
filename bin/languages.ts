import type { EventEmitter } from "node:events";
import { languageOf } from "@/lib/languages/rules";
import { type Answer, questionSchema } from "@/lib/languages/schema";

/** A server process, as far as words go between it and us. */
export interface Asking extends Pick<EventEmitter, "on"> {
  send(answer: Answer, told: () => void): unknown;
}

/** Tells a server process in which language texts are written, so that only we need know them all. */
export function tellLanguages(worker: Asking): void {
  worker.on("message", async (word: unknown) => {
    const { data } = questionSchema.safeParse(word);
    if (!data) return;
    const answer = { language: await languageOf(data.languageOf), number: data.number };
    // It may have gone meanwhile, and then nobody waits.
    worker.send(answer, () => undefined);
  });
}
