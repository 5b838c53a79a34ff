import type { Refusal } from "@/lib/errors";
import { messageOf } from "@/lib/web/api/words";

/** What a command has to say, once for people and once for programs. */
export interface Report {
  isGood: boolean;
  words: string;
  /** Becomes JSON. */
  facts: object;
}

/** A refusal of the product as a line on a terminal. */
export async function inWords(refusal: Refusal): Promise<string> {
  const fields = Object.entries(refusal.details.fields ?? {});
  if (fields.length === 0) return sentence(refusal);
  const lines = fields.map(async ([field, reason]) => {
    const alone = { ...refusal, reason, details: {} };
    return `${field}: ${await sentence(alone)}`;
  });
  return (await Promise.all(lines)).join("\n");
}

const sentence = async (refusal: Pick<Refusal, "code" | "reason" | "details">) =>
  `${await messageOf(refusal as Refusal)}.`;

/** Rows in columns as wide as their widest entry. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
