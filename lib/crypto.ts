import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "./errors";

/** A secret of 256 random bits, URL-safe. What is stored of it is its `fingerprint`. */
export const mintSecret = (): string => randomBytes(32).toString("base64url");

/** SHA-256 as base64url. Enough for secrets of full entropy (ASVS 6.5.2); passwords go to argon2id. */
export const fingerprint = (secret: string): string =>
  createHash("sha256").update(secret).digest("base64url");

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const cipherKey = (key: string) => Buffer.from(hkdfSync("sha256", key, "", "conceal", 32));

/** A key of 256 bits for one purpose, as base64; from it neither the secret nor another key can be told. */
export const derivedKey = (secret: string, purpose: string): string =>
  Buffer.from(hkdfSync("sha256", secret, "", purpose, 32)).toString("base64");

/** Encrypts `text` under `key` (AES-256-GCM), for what must lie in the database and be of no use there. */
export function conceal(text: string, key: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, cipherKey(key), nonce);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
}

/** What `conceal` made unreadable. Throws when it was made under another key, or changed since. */
export function reveal(concealed: string, key: string): string {
  const bytes = Buffer.from(concealed, "base64url");
  const decipher = createDecipheriv(CIPHER, cipherKey(key), bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const body = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([body, decipher.final()]).toString("utf8");
}

/** HMAC-SHA256 of `text` under `key`, as base64url. */
export const seal = (text: string, key: string): string =>
  createHmac("sha256", key).update(text).digest("base64url");

/** Whether `mark` is the seal of `text`; takes the same time for every wrong one. */
export const isSealed = (text: string, mark: string, key: string): boolean => isSame(mark, seal(text, key));

/** Whether a secret is the expected one; takes the same time for every wrong one. */
export const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(Buffer.from(fingerprint(given)), Buffer.from(fingerprint(expected)));

// The first line of OWASP's Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane.
const ARGON2ID = 2;
const ARGON2 = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const CURRENT_PARAMETERS = `$argon2id$v=19$m=${ARGON2.memoryCost},t=${ARGON2.timeCost},p=${ARGON2.parallelism}$`;

// A hash keeps a core busy for some 20 ms: one core is left to everybody else.
const AT_A_TIME = Math.max(1, availableParallelism() - 1);
const QUEUE_LENGTH = 50;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_A_TIME) {
    if (waiting.length >= QUEUE_LENGTH) throw new Refusal("busy", { key: "busy" }, { retryAfterSeconds: 5 });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/**
 * @returns the argon2id hash in PHC form
 * @throws Refusal `busy` when too many people sign in at once
 */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, ARGON2));

/** Whether `password` is the one behind `stored`. Throws like `hashPassword`. */
export const isPassword = (stored: string, password: string): Promise<boolean> =>
  inTurn(() => verify(stored, password));

/** Whether a stored hash was made with weaker parameters than today's. */
export const needsRehash = (stored: string): boolean => !stored.startsWith(CURRENT_PARAMETERS);

let decoy: Promise<string> | undefined;

/** Costs as much as verifying a real password, and is never true: for accounts that do not exist. */
export async function pretendPassword(password: string): Promise<false> {
  decoy ??= hashPassword(mintSecret());
  await isPassword(await decoy, password);
  return false;
}
