import fc from "fast-check";
import type { Operation } from "@/lib/web/api/operation";
import { basic, type Call, PASSWORD } from "./api-client";
import { apiDocument } from "./api-document";
import { damage, foreignField, hostilePart, hostileText, hostileValue } from "./hostile";

/** Stands for a token that is good at the moment of the request: some of them end the one they bring. */
export const SUSANS = "Bearer of susan";
/** Stands for a post that is there at the moment of the request. */
export const OWN_POST = "own-post";

/** A request that may be good or bad. */
export interface Asked {
  path: string;
  call: Call;
  /** The body's fields, where it arrives as what it was. */
  sent?: Record<string, unknown>;
}

interface Sent {
  body?: unknown;
  sent?: Asked["sent"];
}

/** A value that is good for a field; names are new every time. */
const goodValue = (name: string, other: number): fc.Arbitrary<unknown> =>
  fc.uuid().map((uuid) => {
    const names: Record<string, unknown> = {
      recipient_id: other,
      username: `u-${uuid}`,
      email: `${uuid}@example.com`,
      password: PASSWORD,
    };
    return names[name] ?? `Some text ${uuid}`;
  });

/** The fields that the document says may be sent. */
function fieldsOf({ body }: Operation): string[] {
  const { $ref = "" } = body ? (schemaOf(body.schema) as { $ref?: string }) : {};
  const schema = apiDocument().components.schemas[$ref.split("/").at(-1) ?? ""] as {
    properties?: Record<string, unknown>;
  };
  return Object.keys(schema?.properties ?? {});
}

/** The parts of the query that the document asks for. */
const neededIn = ({ path, method }: Operation): string[] =>
  (apiDocument().paths[path]?.[method.toLowerCase()]?.parameters ?? []).flatMap(
    ({ name, in: where, required }) => (where === "query" && required ? [name] : []),
  );

const schemaOf = (schema: () => { meta(): unknown }) => {
  const { id } = (schema().meta() ?? {}) as { id?: string };
  return { $ref: `#/components/schemas/${id}` };
};

const bodies = (operation: Operation, other: number): fc.Arbitrary<Sent> => {
  if (!operation.body) return fc.record({ body: fc.option(hostileText, { nil: undefined }) });
  const field = (name: string) =>
    fc
      .oneof({ weight: 5, arbitrary: goodValue(name, other) }, { weight: 2, arbitrary: hostileValue })
      .chain((value) => fc.option(fc.constant([name, value] as const), { freq: 9 }));
  const extra = fc.oneof(
    { weight: 5, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.tuple(foreignField, hostileValue) },
  );
  return fc.tuple(...fieldsOf(operation).map(field), extra).chain((entries) => {
    const sent = Object.fromEntries(entries.filter((entry) => entry !== null) as [string, unknown][]);
    const text = JSON.stringify(sent);
    return damage(text).map((body) => (body === text ? { body, sent } : { body }));
  });
};

/**
 * Requests for an operation, some good, some bad in one way, some in many.
 *
 * @param own id of the one who asks, susan; `other` is somebody else's
 */
export function requests(operation: Operation, own: number, other: number): fc.Arbitrary<Asked> {
  const { access, method, path, query } = operation;
  const good = operation.isOwn ? own : other;
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constant(path.startsWith("/api/posts") ? OWN_POST : String(good)) },
    { weight: 1, arbitrary: fc.constantFrom(String(own), "999999", "0") },
    { weight: 2, arbitrary: hostilePart },
  );
  const names = query ? ["page", "per_page", "before", "since", "box", "type"] : ["token"];
  const value = fc.oneof(hostilePart, fc.nat().map(String));
  const needed = fc.tuple(
    ...neededIn(operation).map((name) =>
      fc.tuple(fc.constant(name), fc.oneof(fc.constant("hello"), hostilePart)),
    ),
  );
  const further = fc.oneof(
    fc.constant<[string, string][]>([]),
    fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 3 }),
  );
  const search = fc.tuple(needed, further).map((parts) => parts.flat());
  const headers = fc.record(
    {
      "content-type": fc.constantFrom(...Array(9).fill("application/json"), "text/plain"),
      "idempotency-key": fc.oneof(fc.uuid(), fc.constantFrom("é", "", "a", '"')),
      accept: fc.constantFrom("text/html", "application/xml", "*/*"),
      "if-none-match": fc.constantFrom("*", '"', "W/"),
    },
    { requiredKeys: method === "GET" ? [] : ["content-type"] },
  );
  const who = fc.constantFrom<Record<string, string>>(
    ...Array(8).fill(access === "password" ? basic("susan", PASSWORD) : { authorization: SUSANS }),
    { authorization: "Bearer %E0%A4%A" },
    basic("susan\0", "\ud800"),
    {},
  );
  return fc
    .tuple(id, search, headers, who, method === "GET" ? fc.constant<Sent>({}) : bodies(operation, other))
    .map(([id, search, headers, who, { body, sent }]) => {
      const query = search.map(([name, value]) => `${name}=${value}`).join("&");
      return {
        path: path.replace("{id}", id) + (query && `?${query}`),
        call: { method, body, headers: { ...headers, ...who } as Record<string, string> },
        sent,
      };
    });
}
