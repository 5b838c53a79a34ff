import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { Locale } from "@/lib/people/schema";
import { expect, test } from "../support/test";

const NEW = "seven patient herons";

const catalogue = (locale: Locale) =>
  JSON.parse(readFileSync(new URL(`../../../messages/${locale}.json`, import.meta.url), "utf8"));

/** The newest mail to somebody with this subject, as a developer reads it. */
async function openMail(page: Page, email: string, subject: string): Promise<void> {
  await expect(async () => {
    await page.goto("/dev/mailbox");
    const mail = page.getByRole("listitem").filter({ hasText: email }).filter({ hasText: subject }).first();
    await mail.getByRole("link").click({ timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
}

for (const locale of ["en", "es", "ko"] as const) {
  test(`a forgotten password is replaced through the mailbox (${locale})`, { tag: "@plain" }, async ({
    browse,
    member,
  }) => {
    const t = catalogue(locale);
    const ana = await member("ana", { locale });
    const { page, watch } = await browse({ locale });
    // The frame of the HTML runs no scripts, not even those of the browser's driver.
    watch.tolerate(/Blocked script execution in 'about:srcdoc'/);

    await page.goto("/auth/login");
    await page.getByRole("link", { name: t.signIn.forgotLink }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.reset.title);
    await page.getByLabel(t.reset.email).fill(ana.email.toUpperCase());
    await page.getByRole("button", { name: t.reset.submit }).click();
    await expect(page).toHaveURL("/auth/login");
    await expect(page.getByText(t.flash.resetRequested)).toBeVisible();

    await openMail(page, ana.email, t.mail.reset.subject);
    await expect(page.frameLocator("iframe").getByRole("link", { name: t.mail.clickHere })).toBeVisible();
    const text = await page
      .getByText(/\/auth\/reset-password\/[\w-]{43}/)
      .first()
      .textContent();
    const link = /http\S+/.exec(text ?? "")?.[0];
    expect(link).toBeTruthy();

    await page.goto(link ?? "");
    await expect(page).toHaveURL("/auth/reset-password/new");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(t.newPassword.title);
    await page.getByLabel(t.newPassword.password, { exact: true }).fill(NEW);
    await page.getByLabel(t.newPassword.passwordAgain).fill(NEW);
    await page.getByRole("button", { name: t.newPassword.submit }).click();
    await expect(page).toHaveURL("/auth/login");
    await expect(page.getByText(t.flash.passwordReset)).toBeVisible();

    await page.goto(link ?? "");
    await expect(page.getByText(t.errors.linkUsed)).toBeVisible();
    await page.getByRole("link", { name: t.newPassword.again }).click();
    await expect(page).toHaveURL("/auth/reset-password");

    await page.goto("/auth/login");
    await page.getByLabel(t.signIn.identifier).fill(ana.username);
    await page.getByLabel(t.signIn.password).fill(NEW);
    await page.getByRole("button", { name: t.signIn.submit }).click();
    await expect(page).toHaveURL("/");
    await openMail(page, ana.email, t.mail.passwordChanged.subject);
  });
}
