import "server-only";
import { CORS, read, refusal } from "./answer";
import type { Door, Params } from "./door";
import type { Method } from "./operation";
import { isNumber } from "./path";

/** The framework gives no parameters at all to an address that has none. */
type Handler = (request: Request, context: { params?: Promise<Params> }) => Promise<Response>;

type Handlers = Record<"GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS", Handler>;

const PREFLIGHT = {
  ...CORS,
  "access-control-allow-headers": "Authorization, Content-Type, Idempotency-Key, If-None-Match",
  "access-control-max-age": "86400",
  "cache-control": "no-store",
};

/**
 * All handlers of one address: its doors, HEAD beside GET, OPTIONS, and 405 for the rest, so that
 * every answer is JSON.
 */
export function resource(doors: Partial<Record<Method, Door>>): Handlers {
  const through = ([method, door]: [string, Door]): [string, Handler] => [
    method,
    async (request, { params }) => door.answer(request, (await params) ?? {}),
  ];
  return handlersOf(Object.fromEntries(Object.entries(doors).map(through)));
}

function handlersOf(handlers: Partial<Record<Method, Handler>>): Handlers {
  const methods = Object.keys(handlers) as Method[];
  const allow = [...methods, ...(handlers.GET ? ["HEAD"] : []), "OPTIONS"].toSorted().join(", ");
  const notAllowed: Handler = async (_, { params }) => {
    const { id = "0" } = (await params) ?? {};
    return isNumber(id) ? refusal(405, undefined, { allow }) : refusal(404);
  };
  return {
    GET: notAllowed,
    HEAD: withoutBody(handlers.GET ?? notAllowed),
    POST: notAllowed,
    PUT: notAllowed,
    PATCH: notAllowed,
    DELETE: notAllowed,
    OPTIONS: preflight(allow),
    ...handlers,
  };
}

/** What a browser asks before a page of another site may call. */
function preflight(allow: string): Handler {
  const headers = { ...PREFLIGHT, allow, "access-control-allow-methods": allow };
  return async () => new Response(null, { status: 204, headers });
}

const withoutBody =
  (handler: Handler): Handler =>
  async (request, context) => {
    const { status, headers } = await handler(request, context);
    return new Response(null, { status, headers });
  };

/** The handlers of an address that everybody may read, and nobody is counted for. */
export function publicly(make: () => unknown): Handlers {
  const show: Handler = async (request) => read(request, make());
  return handlersOf({ GET: show });
}

/** The handlers of an address that does not exist. */
export function nowhere(): Handlers {
  const notFound: Handler = async () => refusal(404);
  return {
    GET: notFound,
    HEAD: withoutBody(notFound),
    POST: notFound,
    PUT: notFound,
    PATCH: notFound,
    DELETE: notFound,
    OPTIONS: notFound,
  };
}
