import { describe, expect, it } from "vitest";
import { breaker } from "@/lib/ports/breaker";
import { TemporaryFailure } from "@/lib/ports/contracts";

describe("a breaker", () => {
  const broken = () => Promise.reject(new Error("down"));
  const works = () => Promise.resolve("up");

  async function tripped(now: () => number) {
    const guard = breaker(now);
    for (let count = 0; count < 5; count += 1) await guard.call(broken).catch(() => undefined);
    return guard;
  }

  it("hands on what comes back and what is thrown", async () => {
    const guard = breaker();
    expect(await guard.call(works)).toBe("up");
    await expect(guard.call(broken)).rejects.toThrow("down");
  });

  it("does not call for half a minute after five failures in a row", async () => {
    let time = 0;
    const guard = await tripped(() => time);
    const never = () => Promise.reject(new Error("was called"));
    await expect(guard.call(never)).rejects.toThrow(TemporaryFailure);
    time = 29_999;
    await expect(guard.call(never)).rejects.toThrow(TemporaryFailure);
    time = 30_000;
    expect(await guard.call(works)).toBe("up");
    expect(await guard.call(works)).toBe("up");
  });

  it("lets one call try, and no second one beside it", async () => {
    let time = 0;
    const guard = await tripped(() => time);
    time = 30_000;
    const trial = Promise.withResolvers<string>();
    const first = guard.call(() => trial.promise);
    await expect(guard.call(works)).rejects.toThrow(TemporaryFailure);
    trial.reject(new Error("still down"));
    await expect(first).rejects.toThrow("still down");
    await expect(guard.call(works)).rejects.toThrow(TemporaryFailure);
  });

  it("forgets failures that were not in a row", async () => {
    const guard = breaker();
    for (let count = 0; count < 20; count += 1)
      await guard.call(count % 5 === 4 ? works : broken).catch(() => undefined);
    expect(await guard.call(works)).toBe("up");
  });
});
