import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import Negotiator from "negotiator";

/**
 * Prepares an answer whose body may still be exchanged when its head is written: the framework draws a
 * page for every error, a program gets it in its own format. Has to be called before the framework's
 * compression, which holds on to `write` and `end` as it finds them.
 *
 * @returns what the head calls with its status
 */
export function errorsAsJson(request: IncomingMessage, response: ServerResponse): (status: number) => void {
  const [write, end] = [response.write.bind(response), response.end.bind(response)];
  let json: string | undefined;
  // A body without a head makes the head first, and only then shows what becomes of the body.
  const settleHead = () => {
    if (!response.headersSent && isPage(response)) response.writeHead(response.statusCode);
  };
  response.write = ((...args: Parameters<typeof write>) => {
    settleHead();
    return json === undefined ? write(...args) : true;
  }) as typeof response.write;
  response.end = ((...args: Parameters<typeof end>) => {
    settleHead();
    return json === undefined ? end(...args) : end(json);
  }) as typeof response.end;

  return (status) => {
    if (status < 400 || !isPage(response) || !prefersJson(request)) return;
    json = JSON.stringify({ error: STATUS_CODES[status] ?? "Error" });
    for (const name of ["content-encoding", "link"]) response.removeHeader(name);
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.setHeader("content-length", Buffer.byteLength(json));
  };
}

const isPage = (response: ServerResponse) =>
  String(response.getHeader("content-type")).startsWith("text/html");

const prefersJson = (request: IncomingMessage) =>
  new Negotiator(request).mediaType(["text/html", "application/json"]) === "application/json";
