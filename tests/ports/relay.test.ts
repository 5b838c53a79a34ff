import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inngestRelay } from "@/lib/ports/relay-inngest";
import { type Providers, startProviders } from "../support/fakes/providers";

const event = { id: "3f9a1c5e", name: "microblog/limits.purge", data: { person: "1" } };

describe("the relay to Inngest", () => {
  let fake: Providers;
  beforeEach(async () => {
    fake = await startProviders();
  });
  afterEach(() => fake.close());
  const send = (deadlineMs?: number) => inngestRelay(fake.url, "key", deadlineMs).send(event);

  it("hands over an event under the job's id", async () => {
    await send();
    expect(fake.events).toMatchObject([event]);
    expect(fake.calls[0]?.path).toBe("/e/key");
  });

  it.each(["500", "reset", "hang"] as const)(
    "is tried later after %s, at the deadline at the latest",
    async (mode) => {
      fake.mode = mode;
      const startedAt = performance.now();
      await expect(send(100)).rejects.toMatchObject({ name: "TemporaryFailure" });
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(fake.calls).toHaveLength(1);
    },
  );

  it("says how long to wait", async () => {
    fake.mode = "429";
    await expect(send()).rejects.toMatchObject({ name: "TemporaryFailure", retryAfterSeconds: 2 });
  });

  it("makes it happen once when the answer is lost", async () => {
    fake.mode = "accept-then-reset";
    await expect(send()).rejects.toMatchObject({ name: "TemporaryFailure" });
    fake.mode = "ok";
    await send();
    expect(fake.events).toHaveLength(1);
  });
});
