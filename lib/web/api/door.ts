import "server-only";
import type { z } from "zod";
import type { Context, ViewerContext } from "../../context";
import { notFound, Refusal } from "../../errors";
import { once } from "../../idempotency/mutations";
import { refusal } from "./answer";
import { type Asker, anyone, holder, passwordHolder } from "./asker";
import { type Complain, whatFor } from "./input";
import type { Access, Operation } from "./operation";
import { guarded, type Outcome, success } from "./outcome";
import { KEY_HEADER } from "./request-key";

/** A request that has been let in: who asks, and what for. */
export interface Call<A extends Access, Q, B> {
  ctx: A extends "read" | "write" ? ViewerContext : Context;
  /** The member who asks; null for anybody. */
  userId: A extends "anyone" ? null : number;
  /** Whether the token may change what only the password's owner may. */
  mayChangeAccount: boolean;
  /** The token that was sent; 0 where none is asked for. */
  tokenId: number;
  /** The number in the path; 0 where there is none. */
  id: number;
  query: Q;
  body: B;
  /** Under which the operation is done once. */
  key: string;
}

/** What stands behind one method of an address. */
export interface Door {
  operation: Operation;
  answer(request: Request, params: Params): Promise<Response>;
}

export type Params = Record<string, string | string[] | undefined>;

type Answer<R> = R extends z.ZodType ? Promise<Outcome<z.input<R>>> : Promise<void>;

/**
 * A door of the API: finds out who asks and what for, calls, answers. Everything an operation
 * promises in its description is kept here; `run` only calls the core function.
 */
export function door<
  A extends Access,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType | undefined,
>(
  operation: Operation<A, Q, B, R>,
  run: (call: Call<A, z.output<Q>, z.output<B>>) => Answer<R>,
  complain?: Complain,
): Door {
  const plain = operation as unknown as Operation;
  return {
    operation: plain,
    answer: (request, params) =>
      guarded(plain, async () => {
        const id = idOf(plain, params);
        if (id === null) return refusal(404);
        const asker = await ask(plain.access, request);
        assertMay(plain, asker, id);
        const call = { ...(await whatFor(plain, asker, request, complain)), id };
        return success(plain, request, asker, await perform(plain, request, call, run as never));
      }),
  };
}

/**
 * What was looked for.
 *
 * @throws Refusal `notFound` when there is none
 */
export function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}

const ask = (access: Access, request: Request): Promise<Asker> =>
  access === "anyone" ? anyone() : access === "password" ? passwordHolder(request) : holder(request);

/** The number in the path; null for what can be nobody's, 0 where the path has none. */
function idOf({ path }: Operation, { id }: Params): number | null {
  if (!path.includes("{id}")) return 0;
  return typeof id === "string" && /^\d{1,30}$/.test(id)
    ? Math.min(Number(id), Number.MAX_SAFE_INTEGER)
    : null;
}

function assertMay({ access, isOwn }: Operation, asker: Asker, id: number): void {
  const isScope = access === "read" || access === "write";
  if (isScope && !asker.scopes.includes(access)) {
    throw new Refusal("forbidden", { key: "scopeMissing", values: { scope: access } });
  }
  if (isOwn && asker.userId !== id) throw new Refusal("forbidden", { key: "forbidden" });
}

type AnyCall = Call<Access, unknown, unknown> & { content: string };

function perform(
  { id, repetition }: Operation,
  request: Request,
  call: AnyCall,
  run: (call: AnyCall) => Promise<Outcome<unknown> | undefined>,
): Promise<Outcome<unknown> | undefined> {
  const key = `${id}:${call.key}`;
  if (repetition !== "door" || !request.headers.has(KEY_HEADER)) return run({ ...call, key });
  const repeatable = { userId: call.userId, key, content: call.content };
  return once(call.ctx, repeatable, (ctx) => run({ ...call, ctx, key }));
}
