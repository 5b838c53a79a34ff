import { OWN_HEADERS, readForm, sendForm } from "../support/form";
import { NAUGHTY } from "../support/naughty";
import { bodiesOf } from "../support/scene";
import { expect, test } from "../support/test";

test("addresses survive everything", async ({ person }) => {
  test.slow();
  const { page, watch } = await person("ana");
  watch.tolerate(/status of 40[04]/);
  for (const text of NAUGHTY) {
    const part = encodeURIComponent(text);
    for (const path of [`/explore?before=${part}`, `/search?q=${part}`, `/user/${part}`]) {
      const answer = await page.request.get(path);
      expect([200, 400, 404], `${path} ${JSON.stringify(text)}`).toContain(answer.status());
    }
  }
  // And a few of them drawn.
  for (const text of NAUGHTY.filter((text) => /script|onerror|onmouseover/i.test(text)).slice(0, 8)) {
    await page.goto(`/search?q=${encodeURIComponent(text)}`);
    await page.goto(`/user/${encodeURIComponent(text)}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("bytes that are no text, and fields that no form has, are refused", async ({ person, db }) => {
  const ana = await person("ana");
  const { request } = ana.context;
  const { hidden } = await readForm(request, "/", "body");
  const boundary = "----of-this-story";
  for (const bytes of [
    [0xff, 0xfe],
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xe2, 0x82],
  ]) {
    const parts = Object.entries({ ...hidden, key: "k", body: "@" }).map(([name, value]) => {
      return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    });
    const [before = "", after = ""] = `${parts.join("")}--${boundary}--\r\n`.split("@");
    const answer = await request.post("/", {
      headers: { ...OWN_HEADERS, "content-type": `multipart/form-data; boundary=${boundary}` },
      data: Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]),
      maxRedirects: 0,
    });
    expect(answer.status()).toBe(400);
  }
  const form = await readForm(request, "/", "body");
  for (const extra of ["id", "authorId", "createdAt", "__proto__", "constructor"]) {
    const answer = await sendForm(request, form, { body: "x", key: `k${extra}`, [extra]: "1" });
    expect(answer.status(), extra).toBe(400);
  }
  expect(await bodiesOf(db, ana)).toEqual([]);
});
