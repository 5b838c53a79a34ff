import { afterEach, expect, it } from "vitest";
import { GET } from "@/app/security.txt/route";
import { adoptEnvironment } from "@/lib/env";

const answer = async (contact: string | undefined) => {
  adoptEnvironment({ SECURITY_CONTACT: contact, APP_URL: "http://localhost:3000" });
  const response = GET();
  return { status: response.status, text: await response.text() };
};
afterEach(() => adoptEnvironment({ SECURITY_CONTACT: undefined, APP_URL: undefined }));

it.each([
  ["security@example.org", "mailto:security@example.org"],
  ["https://example.org/security", "https://example.org/security"],
])("the contact %s is told as RFC 9116 wants it", async (contact, uri) => {
  const { status, text } = await answer(contact);
  expect(status).toBe(200);
  const fields = new Map(
    text
      .trimEnd()
      .split("\n")
      .map((line) => line.split(/: (.*)/) as [string, string]),
  );
  expect(fields.get("Contact")).toBe(uri);
  expect(fields.get("Canonical")).toBe("http://localhost:3000/.well-known/security.txt");
  const days = (Date.parse(fields.get("Expires") ?? "") - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(365);
});

it("there is no such file where nobody is named", async () => {
  expect((await answer(undefined)).status).toBe(404);
});
