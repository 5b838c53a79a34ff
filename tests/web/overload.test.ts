import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { takePlace } from "@/lib/web/overload";

/** Somebody who asks. */
class Asked extends EventEmitter {
  state: "waits" | "begun" | "refused" = "waits";
  writeHead = () => this;

  constructor(url = "/", headers: Record<string, string> = {}) {
    super();
    const answer = this as unknown as ServerResponse;
    const become = (state: "begun" | "refused") => () => {
      this.state = state;
    };
    takePlace({ url, headers } as IncomingMessage, answer, become("begun"), become("refused"));
  }
}

let all: Asked[];
const ask = (url?: string, headers?: Record<string, string>) => {
  const asked = new Asked(url, headers);
  all.push(asked);
  return asked;
};
const askAll = (count: number) => Array.from({ length: count }, () => ask());
const count = (wanted: Asked["state"]) => all.filter(({ state }) => state === wanted).length;
const turns = async (many: number) => {
  for (let number = 0; number < many; number += 1) await turn();
};
let now: number;

beforeEach(() => {
  all = [];
  now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
});
afterEach(async () => {
  for (const asked of all) asked.emit("close");
  await turns(3);
  vi.restoreAllMocks();
});

describe("a process that has its hands full", () => {
  it("begins the first at once, and one of the others in each turn, so that it hears who comes meanwhile", async () => {
    const [first, gone, third] = [ask(), ask(), ask()];
    expect([first.state, gone.state, third.state]).toEqual(["begun", "waits", "waits"]);
    gone.emit("close");
    await turns(3);
    expect([gone.state, third.state]).toEqual(["waits", "begun"]);
    expect(ask().state).toBe("begun");
  });

  it("works on some at a time, and on the next when an answer begins, however slowly it is read", async () => {
    const asked = askAll(20);
    await turns(60);
    expect(count("begun")).toBe(10);
    asked[0]?.writeHead();
    asked[0]?.emit("close");
    await turns(3);
    expect(count("begun")).toBe(11);
  });

  it("serves a crowd that finds places, however long that takes", async () => {
    askAll(100);
    for (now = 0; count("begun") < 100; now += 1_000) {
      await turns(60);
      for (const asked of all.filter(({ state }) => state === "begun")) asked.writeHead();
    }
    expect(count("refused")).toBe(0);
  });

  it("refuses at once who finds no place, and then also who has stood in line for long", async () => {
    const first = askAll(100);
    expect(ask().state).toBe("refused");
    await turns(60);
    now = 700;
    expect(ask().state).toBe("refused");
    expect(first.filter(({ state }) => state === "begun")).toHaveLength(10);
    expect(first.filter(({ state }) => state === "refused")).toHaveLength(90);
    expect(ask().state).toBe("waits");
  });

  it("keeps requests apart, whoever's answer makes room for the next", async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const take = (asked: EventEmitter) =>
      takePlace(
        { url: "/", headers: {} } as IncomingMessage,
        Object.assign(asked, { writeHead: () => asked }) as unknown as ServerResponse,
        () => seen.push(storage.getStore()),
        () => undefined,
      );
    const others = askAll(10);
    await turns(30);
    const next = new EventEmitter();
    take(next);
    storage.run("another", () => others[0]?.writeHead());
    await turns(3);
    expect(seen).toEqual([undefined]);
    next.emit("close");
  });

  it("still says that it lives, takes forms, and lets open pages wait for news", () => {
    askAll(100);
    expect(ask("/healthz").state).toBe("begun");
    expect(ask("/notifications/stream?since=0").state).toBe("begun");
    expect(ask("/", { "content-length": "10" }).state).toBe("begun");
    expect(ask("/", { "transfer-encoding": "chunked" }).state).toBe("begun");
    expect(ask("/explore").state).toBe("refused");
  });
});
