import { randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const PREFIX = "mbp_";
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
// 30 digits of 62: 178 bits.
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
const SHAPE = new RegExp(`^${PREFIX}[${DIGITS}]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`);

/**
 * A new secret in the form that scanners for leaked secrets can find without false alarms: a prefix,
 * a random part and its checksum (GitHub's design of 2021).
 */
export function newToken(): string {
  let random = "";
  while (random.length < RANDOM_LENGTH) random += DIGITS[randomInt(DIGITS.length)];
  return PREFIX + random + checksum(random);
}

/** Whether a text can be a token at all; tells most guesses and typing errors apart without a look-up. */
export function isToken(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const random = text.slice(PREFIX.length, -CHECKSUM_LENGTH);
  return text.endsWith(checksum(random));
}

function checksum(random: string): string {
  let digits = "";
  for (let rest = crc32(random); digits.length < CHECKSUM_LENGTH; rest = Math.floor(rest / DIGITS.length)) {
    digits = DIGITS[rest % DIGITS.length] + digits;
  }
  return digits;
}
