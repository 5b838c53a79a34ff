import type { Page } from "@playwright/test";
import { letFollow, writeMany } from "../support/scene";
import { expect, test } from "../support/test";

const KB = 1024;

/** How many bytes of scripts and of styles a browser that was never here is sent for a page. */
async function weightOf(page: Page, path: string): Promise<Record<string, number>> {
  const weights: Record<string, number> = { script: 0, stylesheet: 0 };
  const counted: Promise<void>[] = [];
  page.on("response", (response) => {
    const kind = response.request().resourceType();
    if (!(kind in weights)) return;
    counted.push(
      response
        .request()
        .sizes()
        .then(({ responseBodySize }) => {
          weights[kind] = (weights[kind] ?? 0) + responseBodySize;
        }),
    );
  });
  await page.goto(path, { waitUntil: "networkidle" });
  await Promise.all(counted);
  return weights;
}

// A little above what it is: whoever makes it heavier has to notice. The promise is 130 and 20 KB for the feed.
for (const [name, path, limits] of [
  ["the feed", "/", { script: 125, stylesheet: 9 }],
  ["the profile editor", "/edit-profile", { script: 164, stylesheet: 9 }],
] as const) {
  test(`${name} is light`, async ({ person, member }) => {
    const ana = await person("ana");
    const bo = await member("bo");
    await letFollow(ana, bo);
    await writeMany(bo, "post", 26);
    const weight = await weightOf(ana.page, path);
    test.info().annotations.push({ type: "bytes", description: JSON.stringify(weight) });
    expect(weight.script).toBeGreaterThan(0);
    expect(weight.script).toBeLessThanOrEqual(limits.script * KB);
    expect(weight.stylesheet).toBeGreaterThan(0);
    expect(weight.stylesheet).toBeLessThanOrEqual(limits.stylesheet * KB);
  });
}
