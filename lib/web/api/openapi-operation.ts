import { STATUS_CODES } from "node:http";
import type { Components } from "./components";
import type { Operation } from "./operation";
import { headersOf } from "./response-headers";

type Json = Record<string, unknown>;

/** One operation as the document has it. */
export function described(operation: Operation, components: Components): Json {
  const { id, tag, summary, description, access, body } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: access === "anyone" ? [] : access === "password" ? [{ password: [] }] : [{ token: [] }],
    "x-scope": access === "read" || access === "write" ? access : undefined,
    parameters: parametersOf(operation, components),
    ...(body && {
      requestBody: {
        required: !body.schema().safeParse({}).success,
        content: {
          "application/json": { schema: components.schema(body.schema(), "input"), example: body.example },
        },
      },
    }),
    responses: responsesOf(operation, components),
  };
}

function parametersOf({ path, query, method }: Operation, components: Components): Json[] {
  const parameters: Json[] = [];
  if (path.includes("{id}")) {
    parameters.push({ name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } });
  }
  const { properties = {} } = query ? (components.schema(query, "output") as { properties?: Json }) : {};
  const { required = [] } = query ? (components.schema(query, "input") as { required?: string[] }) : {};
  for (const [name, schema] of Object.entries(properties)) {
    const { description, ...rest } = schema as { description?: string };
    parameters.push({
      name,
      in: "query",
      required: required.includes(name),
      ...(description && { description }),
      schema: rest,
    });
  }
  if (method === "POST") {
    parameters.push({
      name: "Idempotency-Key",
      in: "header",
      required: false,
      description: "A name for this request, such as a UUID. Sent again within a day, it is not done again.",
      schema: { type: "string", minLength: 1, maxLength: 200 },
    });
  }
  return parameters;
}

/** Refusals that an operation of this kind can always meet. */
function refusalsOf({ access, body, isOwn, method, query, path, refusals = [] }: Operation): number[] {
  const isMember = access === "read" || access === "write";
  const all = [
    ...(body || query || method === "POST" ? [400] : []),
    ...(access === "anyone" ? [] : [401]),
    ...(isMember || isOwn ? [403] : []),
    ...(path.includes("{id}") ? [404] : []),
    ...(method === "POST" ? [409, 422] : []),
    ...(body ? [413, 415] : []),
    429,
    503,
    ...refusals,
  ];
  return [...new Set(all)].sort();
}

function responsesOf(operation: Operation, components: Components): Json {
  const { success } = operation;
  const content = success.schema && {
    "application/json": { schema: components.schema(success.schema, "output"), example: success.example },
  };
  const responses: Json = {
    [success.status]: {
      description: success.description,
      headers: headersOf(operation),
      ...(content && { content }),
    },
  };
  if (operation.method === "GET") {
    responses["304"] = { description: "It is still what `If-None-Match` says." };
  }
  for (const status of refusalsOf(operation)) {
    responses[status] = {
      description: STATUS_CODES[status],
      content: {
        "application/json": {
          schema: { $ref: "#/components/schemas/Error" },
          example: { error: STATUS_CODES[status] },
        },
      },
    };
  }
  return responses;
}
