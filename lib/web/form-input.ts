import type { z } from "zod";
import { invalidFields } from "../errors";
import { reasonsOf } from "./reasons";

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
  // Without a prototype, so that no field's name means anything of its own.
  const given: Record<string, unknown> = Object.create(null);
  for (const name of new Set(form.keys())) {
    if (isMachinery(name)) continue;
    const values = form.getAll(name);
    given[name] = values.length === 1 ? values[0] : values;
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw invalidFields(reasonsOf(parsed.error));
  return parsed.data;
}
