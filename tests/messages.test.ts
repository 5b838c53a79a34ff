import {
  isStructurallySame,
  type MessageFormatElement,
  parse,
  TYPE,
} from "@formatjs/icu-messageformat-parser";
import type { ESTree } from "vite";
import { describe, expect, it } from "vitest";
import { LOCALES } from "@/lib/people/schema";
import en from "@/messages/en.json";
import es from "@/messages/es.json";
import ko from "@/messages/ko.json";
import { nodesOf, readSources } from "./support/sources";

interface Catalogue {
  [key: string]: string | Catalogue;
}

/** Every sentence of a catalogue by its full key. */
function sentencesOf(catalogue: Catalogue, above = ""): [key: string, sentence: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[above + key, value] as [string, string]]
      : sentencesOf(value, `${above}${key}.`),
  );
}

const catalogues = { en, es, ko } satisfies Record<(typeof LOCALES)[number], Catalogue>;
const english = sentencesOf(en);
const parsed = new Map(english.map(([key, sentence]) => [key, parse(sentence)]));

describe.each(LOCALES.map((locale) => [locale, sentencesOf(catalogues[locale])] as const))(
  "the catalogue %s",
  (locale, sentences) => {
    it("has the same keys as the English one, in the same order", () => {
      expect(sentences.map(([key]) => key)).toEqual(english.map(([key]) => key));
    });

    it("says something under every key, without blanks around it", () => {
      expect(sentences.filter(([, sentence]) => sentence === "" || sentence !== sentence.trim())).toEqual([]);
    });

    it("asks for the same values as the English one", () => {
      const others = sentences.filter(([key, sentence]) => {
        const model = parsed.get(key);
        return model && !isStructurallySame(model, parse(sentence)).success;
      });
      expect(others).toEqual([]);
    });

    it("has the plurals of its language, and no others", () => {
      const categories = new Set(new Intl.PluralRules(locale).resolvedOptions().pluralCategories);
      const wrong = sentences.filter(([, sentence]) =>
        pluralsOf(parse(sentence)).some((cases) =>
          cases.some((name) => !/^=\d+$/.test(name) && !categories.has(name as Intl.LDMLPluralRule)),
        ),
      );
      expect(wrong).toEqual([]);
    });
  },
);

/** The cases of every plural in a sentence. */
function pluralsOf(elements: MessageFormatElement[]): string[][] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside;
  });
}

const sources = readSources().filter(({ path }) => /^(app|bin|components|lib)\//.test(path));

/** Where zod takes a message: behind the value it is about, or as the first thing. */
const MESSAGE_AT: Record<string, number> = {
  string: 0,
  number: 0,
  email: 0,
  int: 0,
  min: 1,
  max: 1,
  length: 1,
  regex: 1,
  refine: 1,
  enum: 1,
  union: 1,
};

/** The reasons a schema gives. */
function reasonsIn(call: ESTree.CallExpression): string[] {
  const name =
    call.callee.type === "MemberExpression" && call.callee.property.type === "Identifier"
      ? call.callee.property.name
      : "";
  const message = call.arguments[MESSAGE_AT[name] ?? -1];
  const candidates =
    message?.type === "ObjectExpression"
      ? message.properties.flatMap((property) =>
          property.type === "Property" && property.key.type === "Identifier" && property.key.name === "error"
            ? [property.value]
            : [],
        )
      : [message];
  return candidates.flatMap((node) =>
    node?.type === "Literal" && typeof node.value === "string" ? [node.value] : [],
  );
}

describe("the keys", () => {
  it("of every reason that a schema gives are in the catalogue", () => {
    const schemas = sources.filter(({ path }) => path.endsWith("/schema.ts"));
    const reasons = new Set(
      schemas.flatMap((source) => nodesOf(source, "CallExpression").flatMap(reasonsIn)),
    );
    expect(reasons.size).toBeGreaterThan(10);
    expect([...reasons].filter((reason) => !(reason in en.errors))).toEqual([]);
  });

  it("are all used", () => {
    const literals = new Set(
      sources.flatMap((source) =>
        nodesOf(source, "Literal", "TemplateElement").map(({ value }) =>
          typeof value === "string" ? value : "",
        ),
      ),
    );
    const isUsed = (key: string) =>
      key.split(".").some((_, index, parts) => literals.has(parts.slice(index).join(".")));
    expect(english.map(([key]) => key).filter((key) => !isUsed(key))).toEqual([]);
  });
});
