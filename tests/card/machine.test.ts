import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CardMachine, REST_MS } from "@/components/card/machine";

describe("the card over a name", () => {
  const load = vi.fn<(name: string, signal: AbortSignal) => Promise<string | null>>();
  const show = vi.fn();
  const hide = vi.fn();
  let machine: CardMachine<string, string>;

  beforeEach(() => {
    vi.useFakeTimers();
    for (const hand of [load, show, hide]) hand.mockReset();
    load.mockImplementation(async (name) => `card of ${name}`);
    machine = new CardMachine({ load, show, hide });
  });
  afterEach(() => vi.useRealTimers());

  const rest = (ms = REST_MS) => vi.advanceTimersByTimeAsync(ms);
  const signalOf = (request: number) => load.mock.calls[request]?.[1];

  it("is asked for after a second, and not a moment earlier", async () => {
    machine.enter("susan", "pointer");
    await rest(999);
    expect(load).not.toHaveBeenCalled();
    await rest(1);
    expect(load).toHaveBeenCalledTimes(1);
    expect(show).toHaveBeenCalledWith("susan", "card of susan");
  });

  it("is never asked for when one only passes over the name", async () => {
    machine.enter("susan", "pointer");
    await rest(999);
    machine.leave("pointer");
    await rest(5_000);
    expect(load).not.toHaveBeenCalled();
  });

  it("never appears when one leaves while it is on its way: the request is aborted", async () => {
    const answer = Promise.withResolvers<string>();
    load.mockReturnValue(answer.promise);
    machine.enter("susan", "pointer");
    await rest();
    expect(signalOf(0)?.aborted).toBe(false);
    machine.leave("pointer");
    expect(signalOf(0)?.aborted).toBe(true);
    answer.resolve("card of susan");
    await rest();
    expect([show, hide].flatMap(({ mock }) => mock.calls)).toEqual([]);
  });

  it("stays while one is on the name or in it, and goes when one leaves both", async () => {
    machine.enter("susan", "pointer");
    await rest(60_000);
    machine.enter("susan", "pointer");
    expect(hide).not.toHaveBeenCalled();
    machine.leave("pointer");
    expect(hide).toHaveBeenCalledTimes(1);
    await rest(5_000);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("is asked for anew each time", async () => {
    for (const _ of [1, 2]) {
      machine.enter("susan", "pointer");
      await rest();
      machine.leave("pointer");
    }
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("gives way to that of the next name, after another second", async () => {
    machine.enter("susan", "pointer");
    await rest();
    machine.enter("john", "pointer");
    expect(hide).toHaveBeenCalledTimes(1);
    await rest(999);
    expect(load).toHaveBeenCalledTimes(1);
    await rest(1);
    expect(show).toHaveBeenLastCalledWith("john", "card of john");
  });

  it("shows nothing of a name left behind that answers late", async () => {
    const late = Promise.withResolvers<string>();
    load.mockReturnValueOnce(late.promise);
    machine.enter("susan", "pointer");
    await rest();
    machine.enter("john", "pointer");
    late.resolve("card of susan");
    await rest();
    expect(show.mock.calls).toEqual([["john", "card of john"]]);
  });

  it.each([
    ["nobody has that name", () => Promise.resolve(null)],
    ["the server fails", () => Promise.reject(new TypeError("network"))],
  ])("does not appear when %s, and the next one does", async (_, answer) => {
    load.mockImplementationOnce(answer);
    machine.enter("susan", "pointer");
    await rest();
    expect(show).not.toHaveBeenCalled();
    machine.leave("pointer");
    machine.enter("susan", "pointer");
    await rest();
    expect(show).toHaveBeenCalledTimes(1);
  });

  it("that the keyboard opened stays when the pointer moves about, and the other way round", async () => {
    machine.enter("susan", "focus");
    await rest();
    machine.leave("pointer");
    expect(hide).not.toHaveBeenCalled();
    machine.leave("focus");
    expect(hide).toHaveBeenCalledTimes(1);
    machine.enter("susan", "pointer");
    await rest();
    machine.leave("focus");
    expect(hide).toHaveBeenCalledTimes(1);
  });

  it("goes when it is dismissed, and comes back only for who comes anew", async () => {
    machine.enter("susan", "pointer");
    await rest();
    machine.dismiss();
    expect(hide).toHaveBeenCalledTimes(1);
    await rest(5_000);
    expect(show).toHaveBeenCalledTimes(1);
    expect(machine.anchor).toBeNull();
  });
});
