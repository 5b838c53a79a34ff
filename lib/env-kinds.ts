import { z } from "zod";

/*
 * The kinds of value a variable can have. Each carries its remedy, the sentence an operator reads when
 * the value is wrong. The value itself is never part of it: it may be a secret.
 */

/** Sixty-four hex digits come out of the command in the remedy; anything with as much variety passes. */
const SECRET_MIN_LENGTH = 32;
const SECRET_MIN_DIFFERENT_CHARACTERS = 8;

export const number = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .refine((value) => value >= from && value <= to)
    .meta({ remedy: `Use a number from ${from} to ${to}.` });

export const onOff = z
  .enum(["on", "off"])
  .transform((value) => value === "on")
  .meta({ remedy: "Use on or off." });

export const oneOf = <const Choice extends string>(...choices: Choice[]) =>
  z.enum(choices).meta({ remedy: `Use one of: ${choices.join(", ")}.` });

export const text = (remedy: string) => z.string().meta({ remedy });

const urlOf = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

export const webUrl = urlOf("http:", "https:").meta({
  remedy: "Use an address that begins with http(s)://.",
});

export const postgresUrl = urlOf("postgres:", "postgresql:").meta({
  remedy: "Use postgres://user:password@host:5432/name.",
});

export const smtpUrl = urlOf("smtp:", "smtps:").meta({
  remedy: "Use smtps://user:password@mail.example.org:465.",
});

export const hostName = z
  .string()
  .regex(/^[\w.:-]+$/)
  .meta({ remedy: "Use an IP address or a host name, without a port." });

/** Scheme, host and port only: links are made by appending a path. */
export const origin = webUrl
  .refine((value) => URL.canParse(value) && new URL(value).href === `${new URL(value).origin}/`)
  .transform((value) => new URL(value).origin)
  .meta({ remedy: "Use an address without a path, such as https://microblog.example.org." });

export const secret = z
  .string()
  .min(SECRET_MIN_LENGTH)
  .refine((value) => new Set(value).size >= SECRET_MIN_DIFFERENT_CHARACTERS)
  .meta({
    remedy: `Use at least ${SECRET_MIN_LENGTH} random characters, such as the output of: openssl rand -hex 32`,
  });

export const emails = z
  .string()
  .transform((value) => value.split(",").map((email) => email.trim()))
  .pipe(z.array(z.email()))
  .meta({ remedy: "Use e-mail addresses with a comma between them." });

export const sender = z
  .string()
  .regex(/^[^\r\n]*[^\s@]+@[^\s@]+$/)
  .meta({ remedy: "Use no-reply@example.org or Name <no-reply@example.org>." });

/** As RFC 9116 wants it: an address with its scheme. */
export const contact = z
  .union([
    z.email().transform((email) => `mailto:${email}`),
    z.url({ protocol: /^https$/ }).transform((address) => new URL(address).href),
  ])
  .meta({ remedy: "Use an e-mail address or an address that begins with https://." });

export const inngestDev = z
  .union([z.enum(["0", "1"]), webUrl])
  .meta({ remedy: "Use 1 or the server's address." });

/** The sentence that mends a wrong value of this field; defaults and optionality are looked through. */
export function remedyOf(field: z.ZodType): string {
  if (field instanceof z.ZodDefault || field instanceof z.ZodOptional) {
    return remedyOf(field.unwrap() as z.ZodType);
  }
  return String(field.meta()?.remedy ?? "See .env.example.");
}
