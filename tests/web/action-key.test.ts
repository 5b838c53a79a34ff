import { expect, it, vi } from "vitest";
import { derivedKey } from "@/lib/crypto";
import { announceActionKey } from "@/lib/env";

const SECRET = "3f9a1c5e7b2d8046af31ce57b92d8046";

it("the key of actions follows from the secret alone, and gives it away to nobody", () => {
  const key = derivedKey(SECRET, "actions");
  // What the framework asks for: 256 bits in base64.
  expect(Buffer.from(key, "base64")).toHaveLength(32);
  expect(derivedKey(SECRET, "actions")).toBe(key);
  expect(derivedKey(SECRET, "something else")).not.toBe(key);
  expect(derivedKey(`${SECRET}0`, "actions")).not.toBe(key);
  expect(Buffer.from(key, "base64").toString("latin1")).not.toContain(SECRET.slice(0, 8));
});

it("the framework is given it where it looks", () => {
  vi.stubEnv("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "");
  announceActionKey("a key");
  expect(process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY).toBe("a key");
  vi.unstubAllEnvs();
});
