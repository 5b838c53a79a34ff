import { describe, expect, it } from "vitest";
import { isToken, newToken } from "@/lib/tokens/rules";

describe("the form of a token", () => {
  it("has a prefix, 178 bits at random and a checksum that finds damage", () => {
    for (let round = 0; round < 200; round += 1) {
      const token = newToken();
      expect(token).toMatch(/^mbp_[0-9A-Za-z]{36}$/);
      expect(isToken(token)).toBe(true);
      const at = 4 + (round % 36);
      const other = token[at] === "0" ? "1" : "0";
      expect(isToken(token.slice(0, at) + other + token.slice(at + 1))).toBe(false);
    }
  });
});
