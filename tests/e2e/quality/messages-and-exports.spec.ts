import { AxeBuilder } from "@axe-core/playwright";
import { sql } from "drizzle-orm";
import { send } from "@/lib/inbox/mutations";
import { LOCALES } from "@/lib/people/schema";
import { write } from "../support/scene";
import { expect, test } from "../support/test";

const HEADINGS = {
  en: { "/messages": "Messages", "/settings/export": "Export your posts" },
  es: { "/messages": "Mensajes", "/settings/export": "Exportar tus publicaciones" },
  ko: { "/messages": "쪽지", "/settings/export": "내 글 내보내기" },
};

for (const locale of LOCALES) {
  for (const theme of ["light", "dark"] as const) {
    test(`messages, exports and cards are whole in ${locale}, ${theme}`, { tag: "@unproven" }, async ({
      person,
      member,
      db,
    }) => {
      const [ana, bo] = [await person("ana", { locale, theme }), await member("bo", { aboutMe: "Bakes." })];
      const { page } = ana;
      const exchange = [
        [bo, ana],
        [ana, bo],
      ] as const;
      for (const [from, to] of exchange) {
        await send(from.ctx, { recipientId: to.id, message: "Figs?", key: crypto.randomUUID() });
      }
      await write(bo, "figs");
      await db.execute(sql`insert into exports (user_id, percent) values (${ana.id}, 33)`);
      const violations = async () => (await new AxeBuilder({ page }).analyze()).violations;

      for (const path of [
        "/messages",
        "/messages/sent",
        `/messages/with/${bo.username}`,
        `/send-message/${bo.username}`,
        "/settings/export",
      ]) {
        await page.goto(path);
        const heading = HEADINGS[locale][path as "/messages"];
        if (heading) await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
        expect(await violations(), path).toEqual([]);
      }

      await page.goto(`/explore`);
      await page.getByRole("article").getByRole("link", { name: bo.username }).first().hover();
      await expect(page.locator(".user-card")).toBeVisible();
      expect(await violations()).toEqual([]);
    });
  }
}
