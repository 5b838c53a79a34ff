import { z } from "zod";

type Json = Record<string, unknown>;

/**
 * Turns zod schemas into JSON Schema for an OpenAPI document; those with an id become components
 * that are referred to.
 */
export class Components {
  readonly schemas: Json = {};

  /** @param io what a client sends, or what it is answered */
  schema(schema: z.ZodType, io: "input" | "output"): Json {
    // Inside of something else, so that a schema with an id is told apart from one without.
    const wrapped = z.toJSONSchema(z.object({ it: schema }), {
      io,
      target: "draft-2020-12",
      unrepresentable: "any",
    });
    const { $defs = {}, properties } = hoisted(wrapped) as { $defs?: Json; properties: { it: Json } };
    Object.assign(this.schemas, $defs);
    return properties.it;
  }
}

/** Refers to components instead of definitions beside the schema. */
function hoisted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hoisted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name, inner]) => name !== "id" || typeof inner !== "string");
  return Object.fromEntries(
    entries.map(([name, inner]) =>
      name === "$ref"
        ? [name, String(inner).replace("#/$defs/", "#/components/schemas/")]
        : [name, hoisted(inner)],
    ),
  );
}
