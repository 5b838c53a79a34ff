/** Whether a part of a path can be an id; addresses with anything else do not exist. */
export const isNumber = (part: unknown): part is string =>
  typeof part === "string" && /^\d{1,30}$/.test(part);
