import "server-only";
import { refresh } from "next/cache";
import { cookies, headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { Unavailable } from "@/db/outage";
import type { Context, ViewerContext } from "../context";
import { database } from "../database";
import { REFUSAL_STATUS, type Reason, Refusal, type RefusalDetails } from "../errors";
import { reportFailure } from "../jobs/report";
import { spend } from "../limits/mutations";
import type { Limit } from "../limits/schema";
import { links } from "../links";
import type { OpenSession } from "../sessions/queries";
import { answerWith, exchanges } from "./exchange";
import { type Flash, storeFlash } from "./flash-cookie";
import { parseForm, typedValues } from "./form-input";
import type { FormAction, FormState } from "./form-state";
import { isForged } from "./origin";
import { contextOf, currentVisit } from "./visit";

/** What an action did, and where the person goes. Without `to` they stay where they are. */
export interface Done {
  to?: string;
  flash?: Flash;
  /** Told once, in the answer itself: never in an address or a cookie. */
  secret?: string;
}

type Schema<S extends z.ZodType> = S | (() => S);

interface ActionOptions<S extends z.ZodType> {
  input: Schema<S>;
  /** Counted per member, after the input has been found good. */
  limit?: Limit;
}

/** A form for members: proves the viewer, parses, counts, runs, and answers in their language. */
export function viewerAction<S extends z.ZodType>(
  { input, limit }: ActionOptions<S>,
  run: (ctx: ViewerContext, input: z.output<S>, session: OpenSession) => Promise<Done | undefined>,
): FormAction {
  return formAction(async (form) => {
    const visit = await currentVisit();
    if (visit.failure) throw visit.failure;
    if (!visit.session) redirect(links.signInFor(visit.path));
    const ctx = contextOf(visit.session);
    const parsed = parseForm(schemaOf(input), form);
    if (limit) await spend(ctx, limit, ctx.viewer.id);
    return run(ctx, parsed, visit.session);
  });
}

/** A form for anybody, signed in or not. */
export function guestAction<S extends z.ZodType>(
  { input }: ActionOptions<S>,
  run: (ctx: Context, input: z.output<S>, form: FormData) => Promise<Done | undefined>,
): FormAction {
  return formAction((form) => run({ db: database(), viewer: null }, parseForm(schemaOf(input), form), form));
}

const schemaOf = <S extends z.ZodType>(input: Schema<S>): S =>
  typeof input === "function" ? input() : input;

function formAction(run: (form: FormData) => Promise<Done | undefined>): FormAction {
  const action = async (first: FormState | FormData, second?: FormData): Promise<FormState> => {
    const form = second ?? (first as FormData);
    try {
      const given = await headers();
      if (isForged("POST", given)) throw new Refusal("forbidden", { key: "forged" });
      return await finish((await run(form)) ?? {});
    } catch (error) {
      unstable_rethrow(error);
      return refused(error, form);
    }
  };
  return action as FormAction;
}

/** With a script running, the form updates in place; without, the next page tells what happened. */
async function finish({ to, flash, secret }: Done): Promise<FormState> {
  const isScripted = (await headers()).has("next-action");
  if (!to && (isScripted || secret)) {
    if (isScripted) refresh();
    const t = await getTranslations("flash");
    return { outcome: "done", secret, message: flash && t(flash.key as never, flash.values as never) };
  }
  if (flash) storeFlash(await cookies(), flash);
  redirect(to ?? (await currentVisit()).path);
}

async function refused(error: unknown, form: FormData): Promise<FormState> {
  const { status, reason, fields, retryAfterSeconds } = answerTo(error);
  const isScripted = (await headers()).has("next-action");
  // A script reads the outcome; the status is for the page that is drawn again without one.
  if (!isScripted || status >= 429) answerWith(status, retryAfterSeconds);
  const t = await getTranslations("errors");
  const say = ({ key, values }: Reason) => t(key, values as never);
  return {
    outcome: "refused",
    message: say(reason),
    fields: Object.fromEntries(Object.entries(fields ?? {}).map(([name, wrong]) => [name, say(wrong)])),
    values: typedValues(form),
  };
}

interface Answer extends RefusalDetails {
  status: number;
  reason: Reason;
}

/** What the form says: also after a bug of ours, so that what was typed is not lost with it. */
function answerTo(error: unknown): Answer {
  if (error instanceof Refusal) {
    return { ...error.details, status: REFUSAL_STATUS[error.code], reason: error.reason };
  }
  if (error instanceof Unavailable) {
    return { status: 503, reason: { key: "unavailable" }, retryAfterSeconds: 5 };
  }
  const requestId = exchanges.getStore()?.requestId ?? "";
  reportFailure("action-failed", error, { requestId });
  return { status: 500, reason: { key: "unexpected", values: { id: requestId } } };
}
