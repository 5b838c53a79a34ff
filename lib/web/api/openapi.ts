import { z } from "zod";
import { env } from "../../env";
import { Components } from "./components";
import { described } from "./openapi-operation";
import { OPERATIONS } from "./operations";
import { overview } from "./overview";
import { ANSWER_HEADERS } from "./response-headers";

type Json = Record<string, unknown>;

const errorJson = z
  .object({
    error: z.string().meta({ description: "The status in words." }),
    message: z
      .string()
      .optional()
      .meta({ description: "What exactly is wrong, where there is more to say." }),
  })
  .meta({ id: "Error", description: "Why something was not done." });

let made: Json | undefined;

/** The OpenAPI 3.1 document, made from what the doors themselves go by. */
export function openApiDocument(): Json {
  made ??= make();
  return made;
}

function make(): Json {
  const components = new Components();
  components.schema(errorJson, "output");
  const paths: Record<string, Json> = {};
  for (const operation of OPERATIONS) {
    const { path, method } = operation;
    paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation, components) };
  }
  return {
    openapi: "3.1.1",
    info: {
      title: "Microblog",
      version: "1.0.0",
      summary: "Everything the site does, for programs.",
      description: overview,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: env.appUrl }],
    tags: [...new Set(OPERATIONS.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: components.schemas,
      headers: ANSWER_HEADERS,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token, in the header only." },
        password: { type: "http", scheme: "basic", description: "Username and password." },
      },
    },
  };
}
