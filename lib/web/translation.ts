import "server-only";
import { getTranslations } from "next-intl/server";
import type { ViewerContext } from "../context";
import { env } from "../env";
import { notFound, REFUSAL_STATUS, Refusal } from "../errors";
import { spend } from "../limits/mutations";
import { LIMITS } from "../limits/schema";
import { chosenTranslator } from "../ports/choose";
import { translatePost } from "../translation/mutations";
import { translateInput } from "../translation/schema";
import { parseForm } from "./form-input";

/** Who translates on the pages: this server, or the reader's browser where it can. */
export const pageTranslator = (): "server" | "browser" =>
  env.azureTranslatorKey || env.libretranslateUrl ? "server" : "browser";

const answer = (status: number, body: unknown, headers?: Record<string, string>) =>
  Response.json(body, { status, headers: { "cache-control": "private, no-store", ...headers } });

/** Answers the page's script with a translation, or with what is wrong in the viewer's words. */
export async function translated(ctx: ViewerContext, request: Request): Promise<Response> {
  try {
    const translator = chosenTranslator();
    if (!translator) throw notFound();
    const input = parseForm(translateInput, await request.formData().catch(() => new FormData()));
    await spend(ctx, LIMITS.translate, ctx.viewer.id);
    return answer(200, await translatePost(ctx, translator, input));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const t = await getTranslations("errors");
    const { retryAfterSeconds } = error.details;
    return answer(
      REFUSAL_STATUS[error.code],
      { message: t(error.reason.key, error.reason.values as never) },
      retryAfterSeconds === undefined ? undefined : { "retry-after": String(Math.ceil(retryAfterSeconds)) },
    );
  }
}
