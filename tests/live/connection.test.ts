import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Connection, type Told } from "@/components/live/connection";
import { FakeEventSource } from "../support/event-source";

const told = (data: number, timestamp: number): Told => ({ name: "unread_message_count", data, timestamp });

describe("the connection of an open page", () => {
  const heard: Told[] = [];
  const fetched = vi.fn(async (_address: string) => Response.json([] as Told[]));
  let page: EventTarget & { visibilityState: string };
  let connection: Connection;

  const source = () => {
    const last = FakeEventSource.opened.at(-1);
    if (!last) throw new Error("no stream was opened");
    return last;
  };
  const show = (state: "visible" | "hidden") => {
    page.visibilityState = state;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  const asked = () => fetched.mock.calls.map(([address]) => address);

  beforeEach(() => {
    vi.useFakeTimers();
    page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    vi.stubGlobal("document", page);
    vi.stubGlobal("window", globalThis);
    vi.stubGlobal("EventSource", FakeEventSource);
    vi.stubGlobal("fetch", fetched);
    FakeEventSource.opened.length = 0;
    heard.length = 0;
    fetched.mockClear();
    connection = new Connection((each) => heard.push(each));
  });
  afterEach(() => {
    connection.close();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it("streams from the beginning and passes on what is told", () => {
    expect(source().url).toBe("/notifications/stream?since=0");
    source().say("ready");
    source().tell(told(3, 12.5));
    expect(heard).toEqual([told(3, 12.5)]);
  });

  it("never polls while the stream flows", async () => {
    source().say("ready");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("asks at once and then every ten seconds when the stream is refused", async () => {
    source().fail(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked()).toEqual(["/notifications?since=0"]);
    fetched.mockResolvedValueOnce(Response.json([told(1, 7), { name: "unknown", data: {}, timestamp: 9 }]));
    await vi.advanceTimersByTimeAsync(10_000);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked()).toEqual(["/notifications?since=0", "/notifications?since=0", "/notifications?since=9"]);
    expect(heard[0]).toEqual(told(1, 7));
  });

  it("asks when the stream opens but is held back on the way", async () => {
    await vi.advanceTimersByTimeAsync(3_999);
    expect(fetched).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(fetched).toHaveBeenCalledTimes(1);
    source().say("ready");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(1);
  });

  it("tries the stream again after a minute of asking", async () => {
    source().fail(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeEventSource.opened).toHaveLength(2);
    source().say("ready");
    fetched.mockClear();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("lets the browser reconnect by itself, and asks meanwhile", async () => {
    source().say("ready");
    source().fail(false);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it("holds no connection and asks nothing in the background, and goes on from where it was", async () => {
    source().say("ready");
    source().tell(told(1, 5));
    show("hidden");
    expect(source().readyState).toBe(FakeEventSource.CLOSED);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(fetched).not.toHaveBeenCalled();
    show("visible");
    expect(FakeEventSource.opened).toHaveLength(2);
    expect(source().url).toBe("/notifications/stream?since=5");
  });

  it("stops for good when the server says that the session is over", async () => {
    source().say("ready");
    source().say("end");
    show("hidden");
    show("visible");
    await vi.advanceTimersByTimeAsync(300_000);
    expect(FakeEventSource.opened).toHaveLength(1);
    expect(fetched).not.toHaveBeenCalled();
  });

  it("stops for good when asking is answered with 401", async () => {
    fetched.mockResolvedValueOnce(Response.json({ error: "Unauthorized" }, { status: 401 }));
    source().fail(true);
    await vi.advanceTimersByTimeAsync(300_000);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it("goes on asking through failures", async () => {
    fetched
      .mockRejectedValueOnce(new TypeError("network"))
      .mockResolvedValueOnce(new Response("<html>", { status: 200 }));
    source().fail(true);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(fetched).toHaveBeenCalledTimes(3);
    expect(heard).toEqual([]);
  });

  it("asks for posts above the newest one a page shows, as soon as it shows one", () => {
    source().say("ready");
    connection.watch(41);
    expect(source().url).toBe("/notifications/stream?since=0&after=41");
    connection.watch(41);
    expect(FakeEventSource.opened).toHaveLength(2);
    connection.watch(null);
    expect(source().url).toBe("/notifications/stream?since=0");
  });
});
