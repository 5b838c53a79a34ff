import { z } from "zod";
import { countCharacters, isStorable, withUnixLineBreaks } from "./rules";

// A page's policy forbids building functions from strings, which zod would try for speed.
if (typeof document !== "undefined") z.config({ jitless: true });

// A family emoji is one character of 25 bytes; this leaves room for it and none for walls of combining marks.
const MAX_BYTES_PER_CHARACTER = 32;

const bytes = (text: string) => new TextEncoder().encode(text).length;

/**
 * Text of several lines, kept as typed (CR LF becomes LF). Messages are keys of the catalogue's
 * `errors` section.
 *
 * @param max the greatest length in characters as people count them
 */
export function plainText(max: number) {
  return z
    .string("required")
    .max(max * MAX_BYTES_PER_CHARACTER, { error: "tooLong", abort: true })
    .transform(withUnixLineBreaks)
    .refine(isStorable, { error: "unstorable", abort: true })
    .refine((text) => bytes(text) <= max * MAX_BYTES_PER_CHARACTER && countCharacters(text) <= max, {
      error: "tooLong",
      params: { max },
    });
}

/** The same, but blank text is refused. */
export const requiredText = (max: number) => plainText(max).refine((text) => text.trim() !== "", "required");

/** An id of the database, from a form, a path or JSON; exact as a JavaScript number. */
export const idSchema = z
  .union([z.number(), z.string().regex(/^\d{1,16}$/)], "invalid")
  .transform(Number)
  .pipe(z.number("invalid").int("invalid").min(1, "invalid").max(Number.MAX_SAFE_INTEGER, "invalid"));

/** What a form is known again by when it is sent twice; made anew with every form. */
export const submissionKeySchema = z.string("invalid").regex(/^[\w-]{1,100}$/, "invalid");

/** A form that is only a button. */
export const emptyInput = z.strictObject({});

/** RFC 5321, 4.5.3.1.3: a path is at most 256 octets, the angle brackets among them. */
export const EMAIL_MAX = 254;

export const emailSchema = z
  .string("required")
  .trim()
  .min(1, { error: "required", abort: true })
  .max(EMAIL_MAX, { error: "emailInvalid", abort: true })
  .pipe(z.email("emailInvalid"));
