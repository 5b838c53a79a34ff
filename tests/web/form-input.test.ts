import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { parseForm, typedValues } from "@/lib/web/form-input";

const schema = z.strictObject({
  name: z.string("required").min(1, "required").max(5, "usernameTooLong"),
  about: z.string("required").refine((text) => text !== "bad", { error: "tooLong", params: { max: 9 } }),
});

function formOf(...fields: [string, string | Blob][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

function refusalOf(form: FormData): Refusal {
  try {
    parseForm(schema, form);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("The form was taken.");
}

describe("a form", () => {
  it("is read by its schema, without the framework's own fields", () => {
    const form = formOf(["name", "ann"], ["about", ""], ["$ACTION_ID_7f", ""], ["$ACTION_REF_1", ""]);
    expect(parseForm(schema, form)).toEqual({ name: "ann", about: "" });
  });

  it("is refused field by field, each with one reason and its numbers", () => {
    expect(refusalOf(formOf(["name", "too long"], ["about", "bad"]))).toMatchObject({
      code: "invalid",
      details: {
        fields: {
          name: { key: "usernameTooLong", values: { max: 5 } },
          about: { key: "tooLong", values: { max: 9 } },
        },
      },
    });
    expect(refusalOf(formOf()).details.fields).toMatchObject({
      name: { key: "required" },
      about: { key: "required" },
    });
  });

  it.each(["id", "userId", "isAdmin", "__proto__", "constructor", "toString"])(
    "with a field %s that is not its own is refused",
    (name) => {
      const refusal = refusalOf(formOf(["name", "ann"], ["about", ""], [name, "1"]));
      expect(Object.keys(refusal.details.fields ?? {})).toEqual([name]);
    },
  );

  it("with a field that came twice is refused", () => {
    expect(refusalOf(formOf(["name", "ann"], ["name", "bob"], ["about", ""])).details.fields).toHaveProperty(
      "name",
    );
    const twice = refusalOf(formOf(["name", "ann"], ["about", ""], ["__proto__", "1"], ["__proto__", "2"]));
    expect(Object.keys(twice.details.fields ?? {})).toEqual(["__proto__"]);
  });

  it("with a file where text belongs is refused", () => {
    expect(refusalOf(formOf(["name", new Blob(["ann"])], ["about", ""])).details.fields).toHaveProperty(
      "name",
    );
  });
});

describe("what was typed", () => {
  it("is kept for another try, but no password and no file", () => {
    const form = formOf(
      ["name", "ann"],
      ["about", "<b>"],
      ["password", "secret"],
      ["passwordAgain", "secret"],
      ["currentPassword", "secret"],
      ["$ACTION_KEY", "x"],
      ["picture", new Blob(["x"])],
    );
    expect(typedValues(form)).toEqual({ name: "ann", about: "<b>" });
  });
});
