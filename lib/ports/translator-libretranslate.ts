import { z } from "zod";
import type { Translator } from "./contracts";
import { answerOf } from "./translator-answer";

const answerSchema = z
  .object({ translatedText: z.string().min(1) })
  .transform(({ translatedText }) => translatedText);

interface Options {
  baseUrl: string;
  /** A server of one's own has none. */
  apiKey?: string;
  deadlineMs?: number;
}

/** Translates with a LibreTranslate server. */
export function libreTranslator({ baseUrl, apiKey, deadlineMs }: Options): Translator {
  return {
    name: "LibreTranslate",
    translate: (text, from, to) => {
      const url = new URL("translate", `${baseUrl.replace(/\/$/, "")}/`);
      const body = {
        q: text,
        source: from,
        target: to,
        format: "text",
        ...(apiKey ? { api_key: apiKey } : {}),
      };
      return answerOf({ service: "LibreTranslate", url, body, deadlineMs }, answerSchema);
    },
  };
}
