import "server-only";
import { cookies } from "next/headers";
import { type Theme, themeSchema } from "../people/schema";
import { THEME_COOKIE } from "./cookies";
import { currentVisit } from "./visit";

/** The colours of this visit: a member's setting, else the browser's cookie, else as the device has it. */
export async function currentTheme(): Promise<Theme> {
  const { session } = await currentVisit();
  const chosen = session?.viewer.theme ?? (await cookies()).get(THEME_COOKIE)?.value;
  return themeSchema.safeParse(chosen).data ?? "auto";
}
