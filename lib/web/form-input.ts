import type { z } from "zod";
import type { Reason, ReasonKey } from "../errors";
import { invalidFields, Refusal } from "../errors";

/** What of a form may be shown again: everything but secrets. */
export function typedValues(form: FormData): Record<string, string> {
  const typed: Record<string, string> = {};
  for (const [name, value] of form) {
    if (typeof value === "string" && !isMachinery(name) && !/password/i.test(name)) typed[name] = value;
  }
  return typed;
}

/** React's own hidden fields of a form that was sent without JavaScript. */
const isMachinery = (name: string) => name.startsWith("$ACTION");

/**
 * Validates a form against the schema it shares with everything else.
 *
 * @throws Refusal `invalid` with one reason per field
 */
export function parseForm<S extends z.ZodType>(schema: S, form: FormData): z.output<S> {
  const given: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (isMachinery(name)) continue;
    const values = form.getAll(name);
    given[name] = values.length === 1 ? values[0] : values;
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidFields(reasonsOf(parsed.error));
  return parsed.data;
}

/** The first complaint about each field, as a key of the catalogue with what its sentence needs. */
export function reasonsOf(error: z.ZodError): Record<string, Reason> {
  const reasons: Record<string, Reason> = {};
  for (const issue of error.issues) {
    const field = issue.path.length > 0 ? issue.path.join(".") : unknownField(issue);
    reasons[field] ??= { key: keyOf(issue.message), values: valuesOf(issue) };
  }
  if (Object.keys(reasons).length === 0) throw new Refusal("invalid", { key: "invalid" });
  return reasons;
}

const unknownField = (issue: z.core.$ZodIssue) =>
  issue.code === "unrecognized_keys" ? (issue.keys[0] ?? "form") : "form";

/** Schemas say their reason as a key; anything else is one of zod's own sentences. */
const keyOf = (message: string): ReasonKey =>
  /^[a-zA-Z]+$/.test(message) ? (message as ReasonKey) : "invalid";

function valuesOf(issue: z.core.$ZodIssue): Record<string, number> | undefined {
  if (issue.code === "too_big") return { max: Number(issue.maximum) };
  if (issue.code === "too_small") return { min: Number(issue.minimum) };
  return issue.code === "custom" ? issue.params : undefined;
}
