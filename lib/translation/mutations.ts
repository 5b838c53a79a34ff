import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { unhurried } from "@/db/patience";
import { translations } from "@/db/schema";
import type { ViewerContext } from "../context";
import { fingerprint } from "../crypto";
import { notFound, Refusal } from "../errors";
import { PermanentFailure, TemporaryFailure, type Translator } from "../ports/contracts";
import { postById } from "../posts/queries";
import { isForeign } from "./rules";
import { KEPT_DAYS, type TranslateInput, type Translation } from "./schema";

/**
 * A post in another language. The translator is asked once for a text and a pair of languages, whoever
 * wrote it and whoever reads it.
 *
 * @throws Refusal `notFound` where there is no such post or nothing to translate; `busy` while the
 *   translator does not answer, `invalid` where it cannot
 */
export async function translatePost(
  ctx: ViewerContext,
  translator: Translator,
  { postId, to }: TranslateInput,
): Promise<Translation> {
  const post = await postById(ctx, postId);
  if (!post || !isForeign(post.language, to)) throw notFound();
  const pair = { textHash: fingerprint(post.body), source: post.language, target: to };
  const kept = await keptTranslation(ctx, pair);
  if (kept) return kept;
  const text = await translator.translate(post.body, pair.source, to).catch(refuse);
  const made = { text, provider: translator.name };
  // Two readers at once: either answer is as good, and the newer of two keeps its time. The translator may
  // have taken all the patience there was, and what it gave is kept all the same.
  await unhurried(
    async () =>
      await ctx.db
        .insert(translations)
        .values({ ...pair, ...made })
        .onConflictDoUpdate({
          target: [translations.textHash, translations.source, translations.target],
          set: { ...made, createdAt: sql`now()` },
        }),
  );
  return made;
}

interface Pair {
  textHash: string;
  source: string;
  target: string;
}

async function keptTranslation(ctx: ViewerContext, pair: Pair): Promise<Translation | undefined> {
  const [kept] = await ctx.db
    .select({ text: translations.text, provider: translations.provider })
    .from(translations)
    .where(
      and(
        eq(translations.textHash, pair.textHash),
        eq(translations.source, pair.source),
        eq(translations.target, pair.target),
        gt(translations.createdAt, sql`now() - make_interval(days => ${KEPT_DAYS})`),
      ),
    );
  return kept;
}

function refuse(error: unknown): never {
  if (error instanceof TemporaryFailure) {
    throw new Refusal(
      "busy",
      { key: "translationFailed" },
      { retryAfterSeconds: error.retryAfterSeconds ?? 10 },
    );
  }
  if (error instanceof PermanentFailure) throw new Refusal("invalid", { key: "translationRefused" });
  throw error;
}
