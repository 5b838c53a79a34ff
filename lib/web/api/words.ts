import type { Reason, Refusal } from "../../errors";

// Sentences that do not say what they are about.
const NEEDS_A_NAME = new Set(["invalid", "required", "tooLong", "unstorable", "unknownField"]);

/**
 * What a refusal tells a program: the first complaint, in English, in the manner of the Flask
 * Mega-Tutorial (chapter 23): lower case, no full stop. The sentences are the catalogue's own.
 */
export async function messageOf({ reason, details }: Refusal): Promise<string> {
  const [field, first] = Object.entries(details.fields ?? {})[0] ?? [];
  const sentence = await say(first ?? reason);
  const plain = sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
  return field && first && NEEDS_A_NAME.has(first.key) ? `${field.slice(0, 60)}: ${plain}` : plain;
}

// Loaded by the first refusal, so that everything else goes without.
async function say({ key, values }: Reason): Promise<string> {
  const [{ createTranslator }, { default: messages }] = await Promise.all([
    import("use-intl/core"),
    import("@/messages/en.json"),
  ]);
  return createTranslator({ locale: "en", messages, namespace: "errors" })(key, values as never);
}
