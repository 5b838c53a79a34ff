import { encode } from "next-auth/jwt";
import { expect, it } from "vitest";
import { env } from "@/lib/env";
import { openToken } from "@/lib/web/session-token";

const sealed = (secret: string, maxAge = 60) => encode({ token: { sid: "a-session" }, secret, maxAge });

/** The same token with one letter of its sealed part changed. */
function changed(token: string): string {
  const at = token.lastIndexOf(".") - 2;
  return token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
}

it("opens what next-auth sealed", async () => {
  expect(await openToken(await sealed(env.authSecret))).toMatchObject({ sid: "a-session" });
});

it.each([
  ["has expired", () => sealed(env.authSecret, -60)],
  ["was changed", async () => changed(await sealed(env.authSecret))],
  ["was sealed with another secret", () => sealed(`${env.authSecret}!`)],
  ["is none", async () => "a.b"],
])("does not open a token that %s", async (_, token) => {
  await expect(openToken(await token())).rejects.toThrow();
});
