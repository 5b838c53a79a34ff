import { unique } from "../support/member";
import { write } from "../support/scene";
import { expect, test } from "../support/test";

test("a profile can be changed", { tag: "@plain" }, async ({ person }) => {
  const ana = await person("ana");
  const { page } = ana;
  const username = unique("Anna.Maria");
  await write(ana, "Before the change");

  await page.goto(`/user/${ana.username}`);
  await page.getByRole("main").getByRole("link", { name: "Edit your profile" }).click();
  await expect(page).toHaveTitle("Edit Profile - Microblog");
  await expect(page.getByLabel("Username")).toHaveValue(ana.username);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Display name").fill("  Anna María 안나 ");
  await page.getByLabel("About me").fill("First line.\nSecond, with https://example.com.");
  await page.getByLabel("Time zone").selectOption("Asia/Seoul");
  await page.getByRole("main").getByRole("button", { name: "Submit" }).click();

  await expect(page.getByText("Your changes have been saved.")).toBeVisible();
  await expect(page).toHaveURL("/edit-profile");
  await expect(page.getByLabel("Username")).toHaveValue(username);
  await expect(page.getByLabel("Display name")).toHaveValue("Anna María 안나");
  await expect(page.getByLabel("About me")).toHaveValue("First line.\nSecond, with https://example.com.");
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Seoul");

  await page.getByRole("link", { name: "Profile", exact: true }).first().click();
  await expect(page).toHaveURL(`/user/${username}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Anna María 안나");
  await expect(page.getByText("Second, with")).toBeVisible();
  await expect(page.getByRole("article").getByRole("link", { name: "Anna María 안나" })).toBeVisible();
  await expect(page.getByRole("article")).toContainText("Before the change");
});

test("a taken or reserved name is refused and nothing typed is lost", { tag: "@plain" }, async ({
  person,
  member,
}) => {
  const bo = await member("bo");
  const { page, username, watch } = await person("ana");
  watch.tolerate(/status of 400/);
  await page.goto("/edit-profile");
  const submit = page.getByRole("main").getByRole("button", { name: "Submit" });
  await page.getByLabel("Display name").fill("Typed before");
  await page.getByLabel("About me").fill("Typed too");
  await page.getByRole("combobox", { name: "Language" }).selectOption("ko");
  for (const taken of [bo.username.toUpperCase(), "Admin"]) {
    await page.getByLabel("Username").fill(taken);
    await submit.click();
    await expect(page.getByLabel("Username")).toHaveAccessibleDescription("Please use a different username.");
    await expect(page.getByLabel("Username")).toHaveValue(taken);
    await expect(page.getByLabel("Display name")).toHaveValue("Typed before");
    await expect(page.getByLabel("About me")).toHaveValue("Typed too");
    await expect(page.getByRole("combobox", { name: "Language" })).toHaveValue("ko");
  }
  await page.getByLabel("Username").fill(username.toUpperCase());
  await submit.click();
  await expect(page).toHaveTitle(/.+ - Microblog/);
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await page.goto(`/user/${username}`);
  await expect(page.getByText(username.toUpperCase()).first()).toBeVisible();
});

test("what is wrong is said at the field", { tag: "@plain" }, async ({ person, db }) => {
  const { page, watch, username } = await person("ana");
  watch.tolerate(/status of 400/);
  await page.goto("/edit-profile");
  await page.getByLabel("Username").fill("no spaces");
  await page.getByLabel("Display name").fill("hidden\u202egnp.exe");
  await page.getByLabel("About me").fill("y".repeat(141));
  await page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(page.getByLabel("Username")).toHaveAccessibleDescription(/^Only letters, digits/);
  await expect(page.getByLabel("Display name")).toHaveAccessibleDescription(/invisible characters/);
  await expect(page.getByLabel("About me")).toHaveAccessibleDescription("At most 140 characters.");
  await expect(page.getByLabel("About me")).toHaveValue("y".repeat(141));
  const rows = await db.execute(`select from users where username = '${username}' and about_me is null`);
  expect(rows).toHaveLength(1);
});
