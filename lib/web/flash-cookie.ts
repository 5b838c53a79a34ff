import { z } from "zod";
import { FLASH_COOKIE } from "./flash-cookie-name";

/** What happened, told once on the next page: a key of the catalogue's `flash` section. */
export const flashSchema = z.object({
  key: z.string().max(60),
  values: z.record(z.string().max(30), z.union([z.string().max(300), z.number()])).optional(),
});
export type Flash = z.infer<typeof flashSchema>;

interface Writable {
  set(name: string, value: string, options: { path: string; maxAge: number; sameSite: "lax" }): unknown;
}

/** Takes the message away: it has been shown. */
export const expireFlash = (cookies: Writable): void => {
  cookies.set(FLASH_COOKIE, "", { path: "/", maxAge: 0, sameSite: "lax" });
};

const KEPT_SECONDS = 60;

/** Keeps a message for the next page. */
export const storeFlash = (cookies: Writable, flash: Flash): void => {
  const value = Buffer.from(JSON.stringify(flash)).toString("base64url");
  cookies.set(FLASH_COOKIE, value, { path: "/", maxAge: KEPT_SECONDS, sameSite: "lax" });
};

/** The message in a cookie's value, or null when there is none or it is not one of ours. */
export function parseFlash(value: string | undefined): Flash | null {
  if (!value) return null;
  try {
    return flashSchema.safeParse(JSON.parse(Buffer.from(value, "base64url").toString())).data ?? null;
  } catch {
    return null;
  }
}
