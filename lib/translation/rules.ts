/** Whether a reader may want a text translated: it is in a language that is told and not theirs. */
export const isForeign = (language: string | null, locale: string): language is string =>
  language !== null && language !== locale.split("-")[0];
