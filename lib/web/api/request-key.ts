import { randomUUID } from "node:crypto";
import { Refusal } from "../../errors";

export const KEY_HEADER = "idempotency-key";

// Visible ASCII; a UUID fits, and so does the quoted string of the IETF draft.
const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * What the client calls this request (`Idempotency-Key`), so that a repetition is known; a name of
 * its own where the client gives none.
 *
 * @throws Refusal `invalid`
 */
export function requestKey(request: Request): string {
  const given = request.headers.get(KEY_HEADER);
  if (given === null) return randomUUID();
  if (!KEY.test(given)) throw new Refusal("invalid", { key: "badKey" });
  return given;
}
