import { expect, test } from "../support/test";

test("an account changes its password and is deleted", { tag: "@plain" }, async ({ person }) => {
  const { page, password, username, watch } = await person("ana");
  watch.tolerate(/status of 40\d/);
  await page.goto("/settings/account");
  const change = page.locator("form").filter({ has: page.getByRole("button", { name: "Change password" }) });
  await change.getByLabel("Current password").fill("not it");
  await change.getByLabel("New password", { exact: true }).fill("seven patient herons");
  await change.getByLabel("Repeat new password").fill("seven patient herons");
  await change.getByRole("button").click();
  await expect(page.getByText("This is not your current password.")).toBeVisible();
  await change.getByLabel("Current password").fill(password);
  await change.getByLabel("New password", { exact: true }).fill("seven patient herons");
  await change.getByLabel("Repeat new password").fill("seven patient herons");
  await change.getByRole("button").click();
  await expect(page.getByText("Your password has been changed.")).toBeVisible();

  const end = page.locator("form").filter({ has: page.getByRole("button", { name: /Delete my account/ }) });
  await end.getByLabel("Current password").fill("seven patient herons");
  await end.getByRole("button").click();
  await expect(page).toHaveURL("/auth/login");
  await expect(page.getByText("Your account has been deleted.")).toBeVisible();
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password").fill("seven patient herons");
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByText("Invalid username or password")).toBeVisible();
});
