import Ajv2020, { type ValidateFunction } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { openApiDocument } from "@/lib/web/api/openapi";

interface Described {
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { content?: Record<string, { schema: { $ref?: string } }> }>;
}

/** The document as far as the tests look into it. */
export interface ApiDocument {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, object> };
}

export const apiDocument = () => openApiDocument() as unknown as ApiDocument;

const ajv = new Ajv2020({ allErrors: true, strict: false });
addFormats(ajv);
const compiled = new Map<string, ValidateFunction>();

/** Judges by a schema of the document; says what is wrong, or nothing. */
export function complaintAbout(value: unknown, schema: object): string {
  const key = JSON.stringify(schema);
  const validate =
    compiled.get(key) ??
    ajv.compile({ ...schema, components: { schemas: apiDocument().components.schemas } });
  compiled.set(key, validate);
  return validate(value) ? "" : ajv.errorsText(validate.errors);
}

const ERROR = { $ref: "#/components/schemas/Error" };

/**
 * Whether an answer is what the document promises: a status that is listed for the operation, and a
 * body that fits its schema. What is not described at all may only be refused.
 *
 * @throws Error saying what was not promised
 */
export function assertPromised(
  method: string,
  path: string,
  reply: { status: number; text: string; json: unknown },
) {
  const [address = ""] = path.split("?");
  if (address === "/api/openapi.json" || address === "/api/docs" || method === "OPTIONS") return;
  const promise = operationAt(method, address);
  const name = `${method} ${address} -> ${reply.status}`;
  if (method === "HEAD" || reply.status === 204 || reply.status === 304) {
    if (reply.text !== "") throw new Error(`${name} has a body`);
    return;
  }
  const response = promise?.responses[reply.status];
  // The layer below the framework refuses what is no request for any operation.
  const isBelow = [400, 404, 405, 413, 415].includes(reply.status);
  if (!response && !isBelow) throw new Error(`${name} is not promised: ${reply.text.slice(0, 300)}`);
  const schema = response?.content?.["application/json"]?.schema ?? ERROR;
  const complaint = complaintAbout(reply.json, schema);
  if (complaint) throw new Error(`${name} is not as promised: ${complaint}: ${reply.text.slice(0, 300)}`);
}

function operationAt(method: string, address: string): Described | undefined {
  const { paths } = apiDocument();
  const fits = (path: string) => new RegExp(`^${path.replace("{id}", "\\d+")}$`).test(address);
  const path = Object.keys(paths).find(fits) ?? "";
  return paths[path]?.[method.toLowerCase()];
}
