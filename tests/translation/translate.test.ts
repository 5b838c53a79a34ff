import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { posts, translations } from "@/db/schema";
import { PermanentFailure, TemporaryFailure, type Translator } from "@/lib/ports/contracts";
import { publish } from "@/lib/posts/mutations";
import { translatePost } from "@/lib/translation/mutations";
import { useDatabase } from "../support/database";
import { people } from "../support/people";

/** Counts how often it is asked. */
function counting(translate: Translator["translate"] = async (text, from, to) => `${from}>${to}: ${text}`) {
  const asked: string[] = [];
  const translator: Translator = {
    name: "Fake",
    translate: (text, from, to) => {
      asked.push(text);
      return translate(text, from, to);
    },
  };
  return { translator, asked };
}

describe("a translation", () => {
  const database = useDatabase();
  const SPANISH = "Mañana salimos temprano hacia la playa, ¿quién se apunta?";

  const written = async (body = SPANISH) => {
    const [ctx] = await people(database.db, `reader_${Math.random().toString(36).slice(2)}`);
    const { id } = await publish(ctx, { body, key: crypto.randomUUID() });
    return { ctx, id };
  };

  it("is of a post whose language was told when it was written", async () => {
    const { ctx, id } = await written();
    const [post] = await database.db.select().from(posts).where(eq(posts.id, id));
    expect(post?.language).toBe("es");
    const { translator } = counting();
    expect(await translatePost(ctx, translator, { postId: id, to: "en" })).toEqual({
      text: `es>en: ${SPANISH}`,
      provider: "Fake",
    });
  });

  it("is asked for once for the same text and languages, whoever wrote it", async () => {
    const { translator, asked } = counting();
    const first = await written();
    const second = await written();
    const answer = await translatePost(first.ctx, translator, { postId: first.id, to: "ko" });
    expect(await translatePost(second.ctx, translator, { postId: second.id, to: "ko" })).toEqual(answer);
    expect(asked).toHaveLength(1);
    await translatePost(first.ctx, translator, { postId: first.id, to: "en" });
    expect(asked).toHaveLength(2);
  });

  it("is refused where there is nothing to translate, without asking anybody", async () => {
    const { translator, asked } = counting();
    const { ctx, id } = await written();
    const short = await written("ok");
    for (const input of [
      { postId: id, to: "es" },
      { postId: short.id, to: "es" },
      { postId: 12_345, to: "en" },
    ] as const) {
      await expect(translatePost(ctx, translator, input)).rejects.toMatchObject({ code: "notFound" });
    }
    expect(asked).toEqual([]);
  });

  it.each([
    [new TemporaryFailure("down", 30), { code: "busy", details: { retryAfterSeconds: 30 } }],
    [new TemporaryFailure("down"), { code: "busy" }],
    [new PermanentFailure("no such language"), { code: "invalid" }],
  ])("that fails says so and is not kept: %s", async (error, refusal) => {
    const { ctx, id } = await written();
    const broken = counting(() => Promise.reject(error));
    await expect(translatePost(ctx, broken.translator, { postId: id, to: "en" })).rejects.toMatchObject(
      refusal,
    );
    const { translator, asked } = counting();
    await translatePost(ctx, translator, { postId: id, to: "en" });
    expect(asked).toHaveLength(1);
  });

  it("is forgotten after a month", async () => {
    const { ctx, id } = await written();
    const { translator, asked } = counting();
    await translatePost(ctx, translator, { postId: id, to: "en" });
    await database.db.update(translations).set({ createdAt: sql`now() - interval '31 days'` });
    await translatePost(ctx, translator, { postId: id, to: "en" });
    expect(asked).toHaveLength(2);
  });
});
