import "server-only";
import { createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import { jwtDecrypt } from "jose";
import type { JWT } from "next-auth/jwt";
import { env } from "../env";

/** As next-auth names it where it derives the key; what it sealed is to be opened by us. */
const PURPOSE = "NextAuth.js Generated Encryption Key";
const KEY_BYTES = 32;
const CLOCK_TOLERANCE_SECONDS = 15;

let derived: KeyObject | undefined;

/** next-auth derives it anew for each cookie, which takes longer than opening it. */
function key(): KeyObject {
  derived ??= createSecretKey(new Uint8Array(hkdfSync("sha256", env.authSecret, "", PURPOSE, KEY_BYTES)));
  return derived;
}

/**
 * What stands in a session cookie that next-auth sealed.
 *
 * @throws when it was tampered with, has expired, or was sealed with another secret
 */
export async function openToken(token: string): Promise<JWT> {
  const { payload } = await jwtDecrypt(token, key(), { clockTolerance: CLOCK_TOLERANCE_SECONDS });
  return payload;
}
