import type en from "@/messages/en.json";
import type { Limit } from "./limits/schema";

/** A sentence of the catalogue's `errors` section. */
export type ReasonKey = keyof (typeof en)["errors"];

/** Why something is refused: a key of the catalogue and what its sentence needs. */
export interface Reason {
  key: ReasonKey;
  values?: Record<string, string | number>;
}

/** Every way in which the product says no, and the HTTP status that says the same. */
export const REFUSAL_STATUS = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  mediaType: 415,
  reused: 422,
  limited: 429,
  busy: 503,
} as const;

export type RefusalCode = keyof typeof REFUSAL_STATUS;

/** What a refusal says besides its reason. */
export interface RefusalDetails {
  /** Per field of the input, what is wrong with it. */
  fields?: Record<string, Reason>;
  retryAfterSeconds?: number;
  /** The limit that was reached. */
  limit?: Limit;
}

/** A "no" that is part of the product, as opposed to a bug. Doors turn it into an answer. */
export class Refusal extends Error {
  override name = "Refusal";
  constructor(
    readonly code: RefusalCode,
    readonly reason: Reason,
    readonly details: RefusalDetails = {},
  ) {
    super(`${code}: ${reason.key}`);
  }
}

/** Not there, or not the viewer's to see: the same answer for both. */
export const notFound = () => new Refusal("notFound", { key: "notFound" });

/** Refuses an input because of the fields named. */
export const invalidFields = (fields: Record<string, Reason>) =>
  new Refusal("invalid", Object.values(fields)[0] ?? { key: "invalid" }, { fields });
