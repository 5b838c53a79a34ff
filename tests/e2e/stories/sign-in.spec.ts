import { expect, test } from "../support/test";

test("a wrong password keeps the form and the way, and then arrives", { tag: "@plain" }, async ({
  browse,
  member,
}) => {
  const ana = await member("ana");
  const { page, watch } = await browse();
  watch.tolerate(/status of 401/);
  await page.goto("/explore?before=5");
  await expect(page).toHaveURL("/auth/login?next=%2Fexplore%3Fbefore%3D5");
  const submit = page.getByRole("button", { name: "Sign In" });

  for (const wrong of ["not it", "four sleepy otterz"]) {
    await page.getByLabel("Username or email").fill(ana.username);
    await page.getByLabel("Password").fill(wrong);
    await page.getByLabel("Remember Me").check();
    await submit.click();
    await expect(page.getByRole("alert").getByText("Invalid username or password")).toBeVisible();
    await expect(page.getByLabel("Username or email")).toHaveValue(ana.username);
    await expect(page.getByLabel("Remember Me")).toBeChecked();
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page).toHaveURL("/auth/login?next=%2Fexplore%3Fbefore%3D5");
  }
  await page.getByLabel("Password").fill(ana.password);
  await submit.click();
  await expect(page).toHaveURL("/explore?before=5");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Explore");
});

test("an unknown name gets the same answer", { tag: "@plain" }, async ({ browse }) => {
  const { page, watch } = await browse();
  watch.tolerate(/status of 401/);
  await page.goto("/auth/login");
  await page.getByLabel("Username or email").fill("nobody_by_that_name");
  await page.getByLabel("Password").fill("four sleepy otters");
  await page.getByRole("button", { name: "Sign In" }).click();
  await expect(page.getByRole("alert").getByText("Invalid username or password")).toBeVisible();
});

for (const identifier of ["username", "email"] as const) {
  test(`the ${identifier} in any case will do`, async ({ browse, member }) => {
    const ana = await member("ana");
    const { page } = await browse();
    await page.goto("/auth/login");
    await page.getByLabel("Username or email").fill(` ${ana[identifier].toUpperCase()} `);
    await page.getByLabel("Password").fill(ana.password);
    await page.getByRole("button", { name: "Sign In" }).click();
    await expect(page).toHaveURL("/");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hi, ${ana.username}!`);
  });
}

test("a member who asks for the sign-in page is led home", { tag: "@plain" }, async ({ person }) => {
  const { page } = await person("ana");
  for (const path of ["/auth/login", "/auth/register"]) {
    await page.goto(path);
    await expect(page).toHaveURL("/");
  }
});

test("signing out is the end of it, also for the back button", { tag: "@plain" }, async ({ person, db }) => {
  const { page, context, id } = await person("ana");
  const kept = await context.cookies();
  await page.goto("/explore");
  await page.getByRole("button", { name: "Logout" }).click();
  await expect(page).toHaveURL("/auth/login");
  expect((await context.cookies()).map(({ name }) => name)).not.toContain("mb.session");
  expect(await db.execute(`select from sessions where user_id = ${id}`)).toHaveLength(0);

  await page.goBack();
  await expect(page).toHaveURL("/auth/login?next=%2Fexplore");
  // The cookie that somebody kept is worth nothing either.
  await context.addCookies(kept);
  await page.goto("/explore");
  await expect(page).toHaveURL("/auth/login?next=%2Fexplore");
});

test("only who wants to be remembered is kept signed in", async ({ browse, member }) => {
  const ana = await member("ana");
  for (const isRemembered of [false, true]) {
    const { page, context } = await browse();
    await page.goto("/auth/login");
    await page.getByLabel("Username or email").fill(ana.username);
    await page.getByLabel("Password").fill(ana.password);
    if (isRemembered) await page.getByLabel("Remember Me").check();
    await page.getByRole("button", { name: "Sign In" }).click();
    await expect(page).toHaveURL("/");
    const cookie = (await context.cookies()).find(({ name }) => name === "mb.session");
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const daysLeft = ((cookie?.expires ?? 0) - Date.now() / 1000) / 86_400;
    if (isRemembered) expect(daysLeft).toBeCloseTo(30, 1);
    else expect(cookie?.expires).toBe(-1);
  }
});
