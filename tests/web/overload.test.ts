import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { takePlace } from "@/lib/web/overload";

/** An answer that has not begun. */
class Asked extends EventEmitter {
  hasBegun = false;
  hasPlace = false;
  writeHead = () => this;

  /** It begins after so long, and is over. */
  answer(afterMs = 0): void {
    vi.spyOn(performance, "now").mockReturnValue(afterMs);
    this.writeHead();
    this.emit("close");
  }
}

let all: Asked[] = [];

function ask(url = "/", headers: Record<string, string> = {}): Asked {
  vi.spyOn(performance, "now").mockReturnValue(0);
  const asked = new Asked();
  const answer = asked as unknown as ServerResponse;
  asked.hasPlace = takePlace({ url, headers } as IncomingMessage, answer, () => {
    asked.hasBegun = true;
  });
  if (asked.hasPlace) all.push(asked);
  return asked;
}

/** Takes all the places there are. @returns how many they were */
function fill(): number {
  const before = all.length;
  while (ask().hasPlace) expect(all.length).toBeLessThan(1_000);
  return all.length - before;
}

const begun = () => all.filter(({ hasBegun }) => hasBegun).length;

afterEach(async () => {
  for (const asked of all) asked.emit("close");
  all = [];
  await turn();
  vi.restoreAllMocks();
});

describe("a process that has its hands full", () => {
  it("lets in a crowd that comes at once, and nobody more until somebody is answered", () => {
    expect(fill()).toBe(100);
    all[0]?.answer();
    expect(fill()).toBe(1);
  });

  it("begins the first at once, and one of the others in each turn, so that it hears who comes meanwhile", async () => {
    const [first, gone, third] = [ask(), ask(), ask()];
    expect(begun()).toBe(1);
    expect(first?.hasBegun).toBe(true);
    gone?.emit("close");
    await turn();
    await turn();
    await turn();
    expect([gone?.hasBegun, third?.hasBegun]).toEqual([false, true]);
    expect(ask().hasBegun).toBe(true);
  });

  it("takes fewer while they wait long, and as many as before when all are answered", () => {
    fill();
    for (const asked of all.slice(0, 50)) asked.answer(1_500);
    expect(fill()).toBe(0);
    for (const asked of all.slice(50, 60)) asked.answer(500);
    expect(fill()).toBe(11);
    for (const asked of all.slice(60)) asked.answer(1_500);
    expect(fill()).toBe(100);
  });

  it("still says that it lives, takes forms, and lets open pages wait for news", () => {
    fill();
    expect(ask("/healthz").hasBegun).toBe(true);
    expect(ask("/notifications/stream?since=0").hasBegun).toBe(true);
    expect(ask("/", { "content-length": "10" }).hasBegun).toBe(true);
    expect(ask("/", { "transfer-encoding": "chunked" }).hasBegun).toBe(true);
    expect(ask("/explore").hasPlace).toBe(false);
  });
});
