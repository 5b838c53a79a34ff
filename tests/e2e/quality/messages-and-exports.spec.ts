import { AxeBuilder } from "@axe-core/playwright";
import { sql } from "drizzle-orm";
import { send } from "@/lib/inbox/mutations";
import { LOCALES } from "@/lib/people/schema";
import { card } from "../support/card";
import { write } from "../support/scene";
import { expect, test } from "../support/test";

const HEADINGS = {
  en: { "/messages": "Messages", "/settings/export": "Export your posts" },
  es: { "/messages": "Mensajes", "/settings/export": "Exportar tus publicaciones" },
  ko: { "/messages": "쪽지", "/settings/export": "내 글 내보내기" },
};

// What the pages are without anything on them, and in the dark, is looked at in accessibility.spec.ts.
for (const locale of LOCALES) {
  test(`messages, a running export and a card are whole in ${locale}`, async ({ person, member, db }) => {
    const [ana, bo] = [await person("ana", { locale }), await member("bo", { aboutMe: "Bakes." })];
    const { page } = ana;
    await send(bo.ctx, { recipientId: ana.id, message: "Figs?", key: crypto.randomUUID() });
    await write(bo, "figs");
    await db.execute(sql`insert into exports (user_id, percent) values (${ana.id}, 33)`);
    await db.execute(sql`insert into imports (user_id, state, file_name, is_seen, failure, skipped) values (${ana.id},
      'failed', 'posts.json', true, '{"key": "badDate", "entry": 7}', '{"tooLong": 2, "there": 1}')`);
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations;

    for (const [path, heading] of Object.entries(HEADINGS[locale])) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
      expect(await violations(), path).toEqual([]);
    }
    await page.goto(`/user/${bo.username}`);
    await page.getByRole("article").getByRole("link", { name: bo.username }).first().hover();
    await expect(card(page)).toBeVisible();
    expect(await violations()).toEqual([]);
  });
}
