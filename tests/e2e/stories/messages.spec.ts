import { send } from "@/lib/inbox/mutations";
import type { Member } from "../support/member";
import { expect, test } from "../support/test";

const write = (from: Member, to: Member, message: string) =>
  send(from.ctx, { recipientId: to.id, message, key: crypto.randomUUID() });

test("somebody writes from a profile, and it is read and answered", { tag: "@plain" }, async ({ person }) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  await ana.page.goto(`/user/${bo.username}`);
  await ana.page.getByRole("link", { name: "Send private message" }).click();
  await expect(ana.page).toHaveTitle("Send Message - Microblog");
  await expect(ana.page.getByRole("heading", { level: 1 })).toHaveText(`Send Message to ${bo.username}`);
  await ana.page.getByRole("textbox", { name: "Message" }).fill("Are there figs?\n<b>Tomorrow</b>");
  await ana.page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(ana.page.getByText("Your message has been sent.")).toBeVisible();
  await expect(ana.page).toHaveURL(`/user/${bo.username}`);

  await bo.page.goto("/explore");
  await bo.page.getByRole("link", { name: "Messages 1 unread" }).first().click();
  // The page of a click may be the first of its kind that the server draws.
  await expect(bo.page.getByRole("heading", { level: 1 })).toHaveText("Messages", { timeout: 15_000 });
  const letter = bo.page.getByRole("main").getByRole("article");
  await expect(letter).toContainText("Are there figs?\n<b>Tomorrow</b>");
  await expect(letter).toContainText("New");
  await letter.getByRole("link", { name: "Reply" }).click();
  await bo.page.getByRole("textbox", { name: "Message" }).fill("Plenty.");
  await bo.page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(bo.page.getByRole("main").getByRole("article").last()).toContainText("Plenty.");
  await expect(bo.page).toHaveURL(`/messages/with/${ana.username}`);
  await expect(bo.page.getByRole("textbox", { name: "Message" })).toHaveValue("");

  await ana.page.goto("/messages");
  await expect(ana.page.getByRole("main").getByRole("article")).toContainText("Plenty.");
  await ana.page.getByRole("link", { name: "Sent" }).click();
  await expect(ana.page.getByRole("main").getByRole("article")).toContainText("Are there figs?");
});

test("opening the inbox marks everything as read, on that very page", { tag: "@plain" }, async ({
  person,
}) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  for (let at = 1; at <= 26; at += 1) await write(ana, bo, `letter ${at}`);
  const badge = bo.page.getByRole("navigation", { name: "Main" }).first().locator(".badge");

  await bo.page.goto("/explore");
  await expect(badge).toBeVisible();
  await expect(badge).toContainText("26");
  await bo.page.goto("/messages");
  await expect(badge).toBeHidden();
  await expect(bo.page.getByRole("article")).toHaveCount(25);
  await bo.page.getByRole("link", { name: "Older messages" }).click();
  await expect(bo.page.getByRole("article")).toHaveCount(1);
  await bo.page.goto("/explore");
  await expect(badge).toBeHidden();
});

test("a text that is too long, blank or too much is refused and kept", { tag: "@plain-only" }, async ({
  person,
  member,
}) => {
  const bo = await member("bo");
  const { page, watch } = await person("ana");
  watch.tolerate(/400/);
  await page.goto(`/send-message/${bo.username}`);
  await page.getByRole("textbox", { name: "Message" }).fill("x".repeat(141));
  await page.getByRole("main").getByRole("button", { name: "Submit" }).click();
  await expect(page.getByText("At most 140 characters.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Message" })).toHaveValue("x".repeat(141));
});

test("nobody writes to nobody, and old addresses lead on", async ({ person, member }) => {
  const bo = await member("bo");
  const { page, watch } = await person("ana");
  watch.tolerate(/404/);
  for (const path of ["/send-message/no_such_person", "/messages/with/no_such_person"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
  const old = await page.request.get(`/send_message/${bo.username}`, { maxRedirects: 0 });
  expect([old.status(), old.headers().location]).toEqual([308, `/send-message/${bo.username}`]);
});

test("a conversation of two is nobody else's", { tag: "@plain-only" }, async ({ person }) => {
  const [ana, bo, eve] = [await person("ana"), await person("bo"), await person("eve")];
  await write(ana, bo, "between us two");
  for (const path of ["/messages", "/messages/sent", `/messages/with/${bo.username}`]) {
    await eve.page.goto(path);
    await expect(eve.page.getByText("between us two"), path).toHaveCount(0);
  }
});

test("a deleted account leaves its messages readable", { tag: "@plain" }, async ({ person, db }) => {
  const [ana, bo] = [await person("ana"), await person("bo")];
  await write(bo, ana, "I am off");
  const { deleteAccount } = await import("@/lib/accounts/mutations");
  await deleteAccount({ ...bo.ctx, db }, bo.password);
  await ana.page.goto("/messages");
  const letter = ana.page.getByRole("main").getByRole("article");
  await expect(letter).toContainText("Deleted account");
  await expect(letter).toContainText("I am off");
});
