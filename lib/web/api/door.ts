import "server-only";
import type { z } from "zod";
import { Unavailable } from "@/db/outage";
import type { Context, ViewerContext } from "../../context";
import { invalidFields, notFound, REFUSAL_STATUS, type Reason, Refusal } from "../../errors";
import { once } from "../../idempotency/mutations";
import { spend } from "../../limits/mutations";
import { log } from "../../log";
import { exchanges } from "../exchange";
import { reasonsOf } from "../reasons";
import { done, nothing, read, refusal } from "./answer";
import { type Asker, anyone, holder, passwordHolder } from "./asker";
import { readBody } from "./json";
import type { Access, Operation } from "./operation";
import { isNumber } from "./path";
import { exhausted, rateHeaders } from "./rate-headers";
import { KEY_HEADER, requestKey } from "./request-key";
import { messageOf } from "./words";

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

/** What was done. `location` is where the new thing is. */
export interface Outcome<R> {
  body: R;
  location?: string;
}

/** What stands behind one method of an address. */
export interface Door {
  operation: Operation;
  answer(request: Request, params: Params): Promise<Response>;
}

export type Params = Record<string, string | string[] | undefined>;

type Answer<R> = R extends z.ZodType ? Promise<Outcome<z.input<R>>> : Promise<void>;

/** More complaints about a body that the schema has already refused: what only the database knows. */
type Complain = (ctx: Context, given: Record<string, unknown>) => Promise<Record<string, Reason>>;

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

async function whatFor(operation: Operation, asker: Asker, request: Request, complain?: Complain) {
  const query = operation.query && parsed(operation.query, queryOf(request));
  const key = requestKey(request);
  const given = operation.body ? await readBody(request) : {};
  const body = operation.body && (await parsedBody(operation.body, given, asker.ctx, complain));
  if (operation.limit && asker.userId !== null) {
    asker.allowances.push(await spend(asker.ctx, operation.limit, asker.userId));
  }
  const { ctx, userId, tokenId } = asker;
  const mayChangeAccount = asker.scopes.includes("account");
  return { ctx, userId, tokenId, mayChangeAccount, query, body, key, content: JSON.stringify(given) };
}

function queryOf(request: Request): Record<string, string | string[]> {
  const { searchParams } = new URL(request.url);
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const [first = "", ...more] = searchParams.getAll(name);
      return [name, more.length > 0 ? [first, ...more] : first];
    }),
  );
}

function parsed(schema: z.ZodType, given: unknown): unknown {
  const result = schema.safeParse(given);
  if (!result.success) throw invalidFields(reasonsOf(result.error));
  return result.data;
}

async function parsedBody(
  { schema, mustInclude = [] }: NonNullable<Operation["body"]>,
  given: Record<string, unknown>,
  ctx: Context,
  complain?: Complain,
): Promise<unknown> {
  if (mustInclude.some((name) => !Object.hasOwn(given, name))) {
    const list = new Intl.ListFormat("en-GB", { type: "conjunction" }).format(mustInclude);
    throw new Refusal("invalid", { key: "mustInclude", values: { fields: list } });
  }
  const result = schema().safeParse(given);
  if (result.success) return result.data;
  const reasons = { ...(await complain?.(ctx, given)), ...reasonsOf(result.error) };
  // In the order in which the fields are described, as somebody would read them.
  const order = [...mustInclude, ...Object.keys(reasons)];
  const sorted = order.flatMap((name) => (reasons[name] ? [[name, reasons[name]] as const] : []));
  throw invalidFields(Object.fromEntries(sorted));
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

function success(
  { success: { status } }: Operation,
  request: Request,
  { allowances }: Asker,
  outcome: Outcome<unknown> | undefined,
): Response {
  const headers = rateHeaders(allowances);
  if (!outcome) return nothing(headers);
  if (request.method === "GET" || request.method === "HEAD") return read(request, outcome.body, headers);
  if (outcome.location) headers.location = outcome.location;
  return done(status, outcome.body, headers);
}

const OUTAGE_RETRY_SECONDS = 5;

async function guarded(operation: Operation, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return refused(operation, error);
    if (error instanceof Unavailable) {
      return refusal(503, undefined, { "retry-after": String(OUTAGE_RETRY_SECONDS) });
    }
    const requestId = exchanges.getStore()?.requestId ?? "";
    log.error({ event: "api-failed", operation: operation.id, requestId, err: error });
    return refusal(500);
  }
}

// The status says it all, and the tutorial's answers have no message.
const SILENT = new Set(["badCredentials", "forbidden", "notFound"]);

async function refused({ access }: Operation, error: Refusal): Promise<Response> {
  const { retryAfterSeconds, limit } = error.details;
  const scheme = access === "password" ? "Basic" : "Bearer";
  return refusal(
    REFUSAL_STATUS[error.code],
    SILENT.has(error.reason.key) ? undefined : await messageOf(error),
    {
      ...(error.code === "unauthenticated" && {
        "www-authenticate": `${scheme} realm="Authentication Required"`,
      }),
      ...(retryAfterSeconds && { "retry-after": String(retryAfterSeconds) }),
      ...(limit && exhausted(limit, retryAfterSeconds ?? limit.windowSeconds)),
    },
  );
}
