import type { z } from "zod";
import type { Limit } from "../../limits/schema";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** Who may ask: anybody, who shows username and password (Basic), or who holds a token with this scope. */
export type Access = "anyone" | "password" | "read" | "write";

interface Body<B extends z.ZodType> {
  /** Made when it is needed: some limits are the operator's. */
  schema: () => B;
  /** Fields whose absence is told in one sentence before anything else is looked at. */
  mustInclude?: string[];
  example: unknown;
}

interface Success<R extends z.ZodType | undefined> {
  status: 200 | 201 | 202 | 204;
  description: string;
  /** Absent for an answer without a body. */
  schema?: R;
  example?: unknown;
}

/**
 * What the API promises about one operation, as data: the doors keep it, the OpenAPI document tells
 * it, the tests try it. There is no second description anywhere.
 */
export interface Operation<
  A extends Access = Access,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** The document's `operationId`. */
  id: string;
  method: Method;
  /** With `{id}` where a number stands. */
  path: `/api/${string}`;
  tag: string;
  summary: string;
  description?: string;
  access: A;
  /** Whether the `{id}` has to be the asker's own; anything else is forbidden, be it there or not. */
  isOwn?: boolean;
  query?: Q;
  body?: Body<B>;
  /** Counted per member, after the input has been found good. */
  limit?: Limit;
  /**
   * How a repetition with the same `Idempotency-Key` is recognised: `door` when the door keeps the
   * answer, `operation` when the operation itself takes the key.
   */
  repetition?: "door" | "operation";
  success: Success<R>;
  /** Statuses of refusals beyond those that every operation of its kind has. */
  refusals?: readonly number[];
}

/** Keeps the exact types of what it is given. */
export const operation = <
  A extends Access,
  Q extends z.ZodType = z.ZodUndefined,
  B extends z.ZodType = z.ZodUndefined,
  R extends z.ZodType | undefined = undefined,
>(
  description: Operation<A, Q, B, R>,
): Operation<A, Q, B, R> => description;
