import type { Reason } from "../errors";

/** Why somebody may not write posts and messages, or null: a site may want a confirmed address first. */
export function whyNotWrite(writer: { hasConfirmedEmail: boolean }, isRequired: boolean): Reason | null {
  return isRequired && !writer.hasConfirmedEmail ? { key: "confirmEmailFirst" } : null;
}
