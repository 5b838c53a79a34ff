import { createHash, randomBytes } from "node:crypto";

/** A secret of 256 random bits, URL-safe. What is stored of it is its `fingerprint`. */
export const mintSecret = (): string => randomBytes(32).toString("base64url");

/** SHA-256 as base64url. Enough for secrets of full entropy (ASVS 6.5.2); passwords go to argon2id. */
export const fingerprint = (secret: string): string => createHash("sha256").update(secret).digest("base64url");
