import "server-only";
import type { z } from "zod";
import type { Context } from "../../context";
import { invalidFields, type Reason, Refusal } from "../../errors";
import { spend } from "../../limits/mutations";
import { reasonsOf } from "../reasons";
import type { Asker } from "./asker";
import { readBody } from "./json";
import type { Operation } from "./operation";
import { requestKey } from "./request-key";

/** More complaints about a body that the schema has already refused: what only the database knows. */
export type Complain = (ctx: Context, given: Record<string, unknown>) => Promise<Record<string, Reason>>;

/**
 * What a request asks for: query and body by the operation's schemas, then its own limit.
 *
 * @throws Refusal `invalid` and the others of `readBody`; `limited`
 */
export async function whatFor(operation: Operation, asker: Asker, request: Request, complain?: Complain) {
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
