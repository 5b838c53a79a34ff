import type { z } from "zod";
import { type Reason, type ReasonKey, Refusal } from "../errors";

/** The first complaint about each field, as a key of the catalogue with what its sentence needs. */
export function reasonsOf(error: z.ZodError): Record<string, Reason> {
  // Without a prototype: fields are called as a stranger calls them, "constructor" for instance.
  const reasons: Record<string, Reason> = Object.create(null);
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) reasons[key] ??= { key: "unknownField" };
      continue;
    }
    const field = issue.path.length > 0 ? issue.path.join(".") : "form";
    reasons[field] ??= { key: keyOf(issue.message), values: valuesOf(issue) };
  }
  if (Object.keys(reasons).length === 0) throw new Refusal("invalid", { key: "invalid" });
  return reasons;
}

/** Schemas say their reason as a key; anything else is one of zod's own sentences. */
const keyOf = (message: string): ReasonKey =>
  /^[a-zA-Z]+$/.test(message) ? (message as ReasonKey) : "invalid";

function valuesOf(issue: z.core.$ZodIssue): Record<string, number> | undefined {
  if (issue.code === "too_big") return { max: Number(issue.maximum) };
  if (issue.code === "too_small") return { min: Number(issue.minimum) };
  return issue.code === "custom" ? issue.params : undefined;
}
