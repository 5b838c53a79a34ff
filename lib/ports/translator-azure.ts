import { z } from "zod";
import type { Translator } from "./contracts";
import { answerOf } from "./translator-answer";

const PUBLIC_CLOUD = "https://api.cognitive.microsofttranslator.com";

const answerSchema = z
  .array(z.object({ translations: z.array(z.object({ text: z.string().min(1) })).min(1) }))
  .min(1)
  .transform(([first]) => first?.translations[0]?.text ?? "");

/** Where Azure's code of a language is not ISO 639-1. */
const CODES: Record<string, string> = { zh: "zh-Hans", no: "nb", sr: "sr-Cyrl" };
const codeOf = (language: string) => CODES[language] ?? language;

interface Options {
  key: string;
  /** Of the resource; a global one has none. */
  region?: string;
  baseUrl?: string;
  deadlineMs?: number;
}

/** Translates with Azure Translator, version 3.0. */
export function azureTranslator({ key, region, baseUrl = PUBLIC_CLOUD, deadlineMs }: Options): Translator {
  const headers = {
    "ocp-apim-subscription-key": key,
    ...(region ? { "ocp-apim-subscription-region": region } : {}),
  };
  return {
    name: "Azure",
    translate: (text, from, to) => {
      const url = new URL("translate", `${baseUrl.replace(/\/$/, "")}/`);
      url.search = String(new URLSearchParams({ "api-version": "3.0", from: codeOf(from), to: codeOf(to) }));
      return answerOf({ service: "Azure", url, headers, body: [{ Text: text }], deadlineMs }, answerSchema);
    },
  };
}
