import "server-only";
import { CORS, refusal } from "./answer";
import type { Door, Params } from "./door";
import type { Method } from "./operation";

type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

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
  const methods = Object.keys(doors) as Method[];
  const allow = [...methods, ...(doors.GET ? ["HEAD"] : []), "OPTIONS"].toSorted().join(", ");
  const notAllowed: Handler = async () => refusal(405, undefined, { allow });
  const through = (door: Door | undefined): Handler =>
    door ? async (request, { params }) => door.answer(request, await params) : notAllowed;
  return {
    GET: through(doors.GET),
    HEAD: doors.GET ? withoutBody(through(doors.GET)) : notAllowed,
    POST: through(doors.POST),
    PUT: through(doors.PUT),
    PATCH: notAllowed,
    DELETE: through(doors.DELETE),
    OPTIONS: preflight(allow),
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
