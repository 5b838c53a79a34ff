import { curl } from "./curl";
import { openApiDocument } from "./openapi";
import type { Access, Method } from "./operation";
import { OPERATIONS } from "./operations";

/** The document as somebody reads it. */
export interface Reading {
  introduction: string[];
  chapters: Chapter[];
}

export interface Chapter {
  title: string;
  operations: OperationReading[];
}

export interface OperationReading {
  id: string;
  method: Method;
  path: string;
  summary: string;
  description?: string;
  access: Access;
  parameters: FieldReading[];
  fields: FieldReading[];
  request: string;
  answers: { status: string; description: string; example?: string }[];
}

export interface FieldReading {
  name: string;
  where?: "path" | "query" | "header";
  kind: string;
  isRequired: boolean;
  description?: string;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  anyOf?: Schema[];
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  default?: unknown;
}

interface Described {
  parameters: {
    name: string;
    in: "path" | "query" | "header";
    required: boolean;
    description?: string;
    schema: Schema;
  }[];
  requestBody?: { content: { "application/json": { schema: Schema } } };
  responses: Record<string, { description: string; content?: { "application/json": { example: unknown } } }>;
}

interface ApiDocument {
  info: { description: string };
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** What the page about the API shows: the OpenAPI document in the order of reading. */
export function apiReading(): Reading {
  const document = openApiDocument() as unknown as ApiDocument;
  const tags = [...new Set(OPERATIONS.map(({ tag }) => tag))];
  return {
    introduction: document.info.description.split("\n\n"),
    chapters: tags.map((title) => ({
      title,
      operations: OPERATIONS.filter(({ tag }) => tag === title).map((operation) => {
        const { id, method, path, summary, description, access } = operation;
        const described = document.paths[path]?.[method.toLowerCase()] as Described;
        return {
          ...{ id, method, path, summary, description, access },
          parameters: described.parameters.map(parameterOf),
          fields: fieldsOf(document, described.requestBody?.content["application/json"].schema),
          request: curl(operation),
          answers: Object.entries(described.responses).map(([status, { description, content }]) => ({
            status,
            description,
            example:
              content && Number(status) < 300 ? pretty(content["application/json"].example) : undefined,
          })),
        };
      }),
    })),
  };
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

const parameterOf = ({
  name,
  in: where,
  required,
  description,
  schema,
}: Described["parameters"][number]) => ({
  ...{ name, where, description },
  kind: kindOf(schema),
  isRequired: required,
});

function fieldsOf({ components }: ApiDocument, schema?: Schema): FieldReading[] {
  const named = schema?.$ref ? components.schemas[schema.$ref.split("/").at(-1) ?? ""] : schema;
  return Object.entries(named?.properties ?? {}).map(([name, field]) => ({
    name,
    kind: kindOf(field),
    isRequired: named?.required?.includes(name) ?? false,
    description: field.description,
  }));
}

function kindOf({ type, anyOf = [], default: usual }: Schema): string {
  const kinds = [type ?? anyOf.map(({ type }) => type ?? [])].flat(2).join(" | ") || "any";
  return usual === undefined ? kinds : `${kinds} = ${usual}`;
}
