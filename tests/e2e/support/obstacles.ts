import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What a blind, a colour-blind or a keyboard user would stumble over on a page, in both themes. */
export async function obstacles(page: Page): Promise<string[]> {
  const found: string[] = [];
  // Colours that are on their way from one theme to the other are nobody's.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const theme of ["light", "dark"]) {
    await page.locator("html").evaluate((html, value) => html.setAttribute("data-bs-theme", value), theme);
    const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
    const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
    const told = grave.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${theme} ${id}: ${html.slice(0, 120)}`),
    );
    found.push(...told);
  }
  return found;
}
