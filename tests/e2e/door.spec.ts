import { expect, test } from "@playwright/test";

test("a stranger is led to the sign-in page and remembers where to", async ({ page }) => {
  await page.goto("/explore");
  await expect(page).toHaveURL("/auth/login?next=%2Fexplore");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});
