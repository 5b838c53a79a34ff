import { fileURLToPath } from "node:url";
import { compile } from "sass";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The site's style sheet as it is built: Sass compiled with what `next.config.ts` gives it. */
export const stylesheet = (): string =>
  compile(`${root}app/site.scss`, {
    loadPaths: [`${root}node_modules`],
    style: "compressed",
    quietDeps: true,
    silenceDeprecations: ["import"],
  }).css;

/**
 * The custom properties of every rule with exactly this selector, the later ones over the earlier.
 *
 * @returns values by name, the name without its `--bs-`
 */
export function tokensOf(css: string, selector: string): Record<string, string> {
  const tokens: Record<string, string> = {};
  for (const [, selectors = "", body = ""] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    if (!selectors.split(",").includes(selector)) continue;
    for (const [, name = "", value = ""] of body.matchAll(/--bs-([\w-]+):\s*([^;]+)/g)) tokens[name] = value;
  }
  return tokens;
}
