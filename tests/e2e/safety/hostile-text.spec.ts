import type { APIResponse } from "@playwright/test";
import { sql } from "drizzle-orm";
import { displayNameSchema } from "@/lib/people/schema";
import { readForm, sendForm } from "../support/form";
import { makeMember, PASSWORD, unique } from "../support/member";
import { NAUGHTY } from "../support/naughty";
import { bodiesOf, letFollow } from "../support/scene";
import { expect, test } from "../support/test";

// What the site says it does to a text before it is stored.
const asText = (typed: string) => typed.replaceAll("\r\n", "\n");
const asName = (typed: string) => typed.normalize("NFC").trim();

/** Whether a form was taken. Else it says at a field what is wrong; nothing else may happen. */
async function isTaken(answer: APIResponse, text: string): Promise<boolean> {
  expect([303, 400], JSON.stringify(text)).toContain(answer.status());
  if (answer.status() === 400) expect(await answer.text(), JSON.stringify(text)).toMatch(/id="\w+-error"/);
  return answer.status() === 303;
}

test("posts are kept to the letter or refused, and shown as text", async ({ person, db }) => {
  test.slow();
  const ana = await person("ana");
  const { page } = ana;
  const form = await readForm(page.request, "/", "body");
  const taken: string[] = [];
  for (const [index, body] of NAUGHTY.entries()) {
    const fields = { body, key: `key-${index}` };
    if (await isTaken(await sendForm(page.request, form, fields), body)) taken.push(asText(body));
  }
  expect(taken.length).toBeGreaterThan(NAUGHTY.length * 0.7);
  expect((await bodiesOf(db, ana)).toReversed()).toEqual(taken);

  const shown: string[] = [];
  await page.goto(`/user/${ana.username}`);
  for (let left = taken.length; left > 0; left -= 25) {
    await expect(page.getByRole("article")).toHaveCount(Math.min(left, 25));
    shown.push(...(await page.getByRole("article").getByRole("paragraph").allTextContents()));
    if (left <= 25) break;
    await page.getByRole("link", { name: "Older posts" }).click();
    await expect(page.getByRole("article").getByRole("paragraph").first()).not.toHaveText(
      shown.at(-25) ?? "",
    );
  }
  expect(shown.toReversed()).toEqual(taken);
});

test("so is what people say about themselves, and their names", async ({ person, db }) => {
  test.slow();
  const ana = await person("ana");
  const { page, username } = ana;
  const settings = { username, displayName: "", aboutMe: "", locale: "", timeZone: "", theme: "auto" };
  const form = await readForm(page.request, "/edit-profile", "aboutMe");
  for (const text of NAUGHTY) {
    for (const [field, expected] of [
      ["aboutMe", asText(text)],
      ["displayName", asName(text)],
    ] as const) {
      if (!(await isTaken(await sendForm(page.request, form, { ...settings, [field]: text }), text)))
        continue;
      const column = field === "aboutMe" ? sql`about_me` : sql`display_name`;
      const [row] = await db.execute(sql`select ${column} as kept from users where id = ${ana.id}`);
      expect(row?.kept).toBe(expected || null);
    }
  }
});

test("names and descriptions are shown as text wherever they stand", async ({ person, db }) => {
  test.slow();
  const ana = await person("ana");
  const names = NAUGHTY.filter((text) => displayNameSchema.safeParse(text).success && asName(text));
  expect(names.length).toBeGreaterThan(25);
  const people = [];
  for (const name of names.slice(0, 25)) {
    people.push(await makeMember(db, "p", { displayName: asName(name), aboutMe: name }));
  }
  await letFollow(ana, ...people);
  const { page } = ana;
  await page.goto(`/user/${ana.username}/following`);
  const listed = page.getByRole("main").getByRole("listitem");
  await expect(listed).toHaveCount(people.length);
  const texts = await listed.allTextContents();
  for (const [index, name] of names.slice(0, 25).entries()) {
    expect(texts.toReversed()[index]).toContain(asName(name));
    expect(texts.toReversed()[index]).toContain(name);
  }
  const [first] = people;
  await page.goto(`/user/${first?.username}`);
  await expect(page).toHaveTitle(`${asName(names[0] ?? "")} - Microblog`);
});

test("registering and signing in survive everything", async ({ browse }) => {
  test.slow();
  const { context } = await browse();
  const { request } = context;
  const register = await readForm(request, "/auth/register", "passwordAgain");
  const signIn = await readForm(request, "/auth/login", "identifier");
  for (const text of NAUGHTY) {
    const username = unique("ana");
    const good = { username, email: `${username}@example.com`, password: PASSWORD, passwordAgain: PASSWORD };
    for (const wrong of [{ username: text }, { email: text }, { password: text, passwordAgain: text }]) {
      const taken = await isTaken(await sendForm(request, register, { ...good, ...wrong }), text);
      if (taken && "password" in wrong) {
        const answer = await sendForm(request, signIn, { identifier: username, password: text });
        expect(answer.status(), JSON.stringify(text)).toBe(303);
        await context.clearCookies();
      }
    }
    const answer = await sendForm(request, signIn, { identifier: text, password: text });
    expect([400, 401], JSON.stringify(text)).toContain(answer.status());
  }
});
