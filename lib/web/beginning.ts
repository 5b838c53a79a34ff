import type { ServerResponse } from "node:http";

/** Calls back once: when an answer begins, or when its client has gone before that. */
export function onceBegun(response: ServerResponse, act: () => void): void {
  let isCalled = false;
  const callOnce = () => {
    if (!isCalled) act();
    isCalled = true;
  };
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = ((...given: unknown[]) => {
    callOnce();
    return writeHead(...given);
  }) as typeof response.writeHead;
  response.once("close", callOnce);
}
