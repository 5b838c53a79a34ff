import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { takePlace } from "@/lib/web/overload";

const answers: EventEmitter[] = [];

/** Somebody asks; says whether they got a place. */
function asks(url = "/", headers: Record<string, string> = {}): boolean {
  const answer = new EventEmitter();
  answers.push(answer);
  return takePlace({ url, headers } as IncomingMessage, answer as ServerResponse);
}

describe("a process that has its hands full", () => {
  it("takes nobody more until somebody is answered", () => {
    while (asks()) expect(answers.length).toBeLessThan(1_000);
    expect(asks()).toBe(false);
    answers[0]?.emit("close");
    expect([asks(), asks()]).toEqual([true, false]);
  });

  it("still says that it lives, takes forms, and lets open pages wait for news", () => {
    expect(asks("/healthz")).toBe(true);
    expect(asks("/notifications/stream?since=0")).toBe(true);
    expect(asks("/", { "content-length": "10" })).toBe(true);
    expect(asks("/", { "transfer-encoding": "chunked" })).toBe(true);
    expect(asks("/explore")).toBe(false);
  });
});
