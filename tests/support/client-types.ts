/* Writes the types of a client from an OpenAPI document, in the shape that openapi-fetch takes. */

interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
}

interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: Schema;
}

interface Described {
  parameters: Parameter[];
  requestBody?: { required: boolean; content: { "application/json": { schema: Schema } } };
  responses: Record<string, { content?: { "application/json": { schema: Schema } } }>;
}

interface Document {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** A declaration file with `paths` and `components`. */
export function clientTypes({ paths, components }: Document): string {
  const schemas = Object.entries(components.schemas).map(
    ([name, schema]) => `    ${name}: ${typeOf(schema)};`,
  );
  const all = Object.entries(paths).map(
    ([path, methods]) =>
      `  ${JSON.stringify(path)}: {\n    parameters: { query?: never; header?: never; path?: never; cookie?: never };\n${METHODS.map((method) => operation(method, methods[method])).join("\n")}\n  };`,
  );
  return [
    "// Written by tests/api/story.test.ts from the OpenAPI document; `vitest -u` writes it anew.",
    `export interface components {\n  schemas: {\n${schemas.join("\n")}\n  };\n}`,
    `export interface paths {\n${all.join("\n")}\n}\n`,
  ].join("\n\n");
}

function operation(method: string, described?: Described): string {
  if (!described) return `    ${method}?: never;`;
  const { parameters, requestBody, responses } = described;
  const body = requestBody
    ? `requestBody${requestBody.required ? "" : "?"}: { content: ${contentOf(requestBody)} }`
    : "requestBody?: never";
  const answers = Object.entries(responses).map(
    ([status, response]) =>
      `        ${status}: { headers: { [name: string]: unknown }; content${response.content ? `: ${contentOf(response)}` : "?: never"} };`,
  );
  return [
    `    ${method}: {`,
    `      parameters: { ${["query", "header", "path"].map((where) => group(where, parameters)).join("; ")}; cookie?: never };`,
    `      ${body};`,
    `      responses: {\n${answers.join("\n")}\n      };`,
    "    };",
  ].join("\n");
}

const contentOf = ({ content }: { content?: { "application/json": { schema: Schema } } }) =>
  `{ "application/json": ${typeOf(content?.["application/json"].schema ?? {})} }`;

function group(where: string, parameters: Parameter[]): string {
  const own = parameters.filter((parameter) => parameter.in === where);
  if (own.length === 0) return `${where}?: never`;
  const fields = own.map(
    ({ name, required, schema }) => `${JSON.stringify(name)}${required ? "" : "?"}: ${typeOf(schema)}`,
  );
  return `${where}${own.some(({ required }) => required) ? "" : "?"}: { ${fields.join("; ")} }`;
}

const NAMES: Record<string, string> = { integer: "number" };

function typeOf(schema: Schema): string {
  const { $ref, type, anyOf, const: only, enum: values, items, properties, required = [] } = schema;
  if ($ref) return `components["schemas"]["${$ref.split("/").at(-1)}"]`;
  if (anyOf) return anyOf.map(typeOf).join(" | ");
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(type))
    return type.map((one) => typeOf({ type: one, items, properties, required })).join(" | ");
  if (type === "array") return `(${typeOf(items ?? {})})[]`;
  if (type !== "object") return type ? (NAMES[type] ?? type) : "unknown";
  const fields = Object.entries(properties ?? {}).map(
    ([name, schema]) => `${JSON.stringify(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema)}`,
  );
  return `{ ${fields.join("; ")} }`;
}
