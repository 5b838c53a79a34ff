import { PASSWORD, unique } from "../support/member";
import { expect, test } from "../support/test";

test("somebody registers, signs in, writes and sees it", { tag: "@plain" }, async ({ browse }) => {
  const { page } = await browse();
  const username = unique("ana");

  await page.goto("/");
  await expect(page).toHaveURL("/auth/login?next=%2F");
  await expect(page.getByText("Please log in to access this page.")).toBeVisible();

  await page.getByRole("link", { name: "Click to Register!" }).click();
  await expect(page).toHaveTitle("Register - Microblog");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Register" }).click();

  await expect(page).toHaveURL("/auth/login");
  await expect(page.getByText("Congratulations, you are now a registered user!")).toBeVisible();
  await page.getByLabel("Username or email").fill(username);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign In" }).click();

  await expect(page).toHaveURL("/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hi, ${username}!`);
  await expect(page.getByText("Nothing here yet.")).toBeVisible();
  await page.getByLabel("Say something").fill("Two lines,\nmy first.");
  await page.getByRole("button", { name: "Submit" }).click();

  await expect(page.getByText("Your post is now live!")).toBeVisible();
  const post = page.getByRole("article").filter({ hasText: "Two lines," });
  await expect(post).toHaveCount(1);
  await expect(post.getByRole("link", { name: username })).toBeVisible();
  expect(await post.getByText("Two lines,").textContent()).toBe("Two lines,\nmy first.");
  await expect(page.getByLabel("Say something")).toHaveValue("");

  await page.reload();
  await expect(page.getByText("Your post is now live!")).toHaveCount(0);
});

test("each mistake is told at its field and nothing typed is lost", { tag: "@plain" }, async ({
  browse,
  member,
}) => {
  const { page, watch } = await browse();
  watch.tolerate(/status of 400/);
  const taken = await member("ana");
  await page.goto("/auth/register");
  await page.getByLabel("Username").fill(taken.username.toUpperCase());
  await page.getByLabel("Email").fill(taken.email.toUpperCase());
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repeat Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Register" }).click();

  await expect(page.getByLabel("Username")).toHaveAccessibleDescription("Please use a different username.");
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Please use a different email address.");
  await expect(page.getByLabel("Username")).toHaveValue(taken.username.toUpperCase());
  await expect(page.getByLabel("Email")).toHaveValue(taken.email.toUpperCase());
  await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("Username").fill(unique("bo"));
  await page.getByLabel("Email").fill("no address");
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByLabel("Repeat Password").fill("other");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByLabel("Email")).toHaveAccessibleDescription("Invalid email address.");
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /A password has at least 8 characters\./,
  );
});

test("common passwords are refused", async ({ browse }) => {
  const { page } = await browse();
  const username = unique("ana");
  await page.goto("/auth/register");
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Email").fill(`${username}@example.com`);
  await page.getByLabel("Password", { exact: true }).fill("password123");
  await page.getByLabel("Repeat Password").fill("password123");
  await page.getByRole("button", { name: "Register" }).click();
  await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(
    /Please choose another one\.$/,
  );
});
