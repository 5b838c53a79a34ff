import { OWN_HEADERS, submitForm } from "../support/form";
import { expect, test } from "../support/test";

test("cookies are as closed as they can be", async ({ browse, member }) => {
  const ana = await member("ana");
  const { context } = await browse();
  const fields = { identifier: ana.username, password: ana.password, remember: "on" };
  const answer = await submitForm(context.request, {
    path: "/auth/login",
    by: "identifier",
    fields,
    headers: OWN_HEADERS,
  });
  const set = answer.headersArray().filter(({ name }) => name.toLowerCase() === "set-cookie");
  const flags = Object.fromEntries(
    set.map(({ value }) => {
      const [pair = "", ...attributes] = value.split("; ");
      const kept = attributes.filter((attribute) => !attribute.startsWith("Expires="));
      return [pair.split("=")[0], kept.map((attribute) => attribute.toLowerCase()).sort()];
    }),
  );
  expect(flags).toEqual({
    "mb.session": ["httponly", "max-age=2592000", "path=/", "samesite=lax"],
    "mb.device": ["httponly", "max-age=31536000", "path=/", "samesite=lax"],
  });
});
