/** The words of a text, without case and accents. */
export const tokensOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many errors a word was typed with, or null where it is another word. */
export function errorsOf(token: string, word: string, mayBeUnfinished: boolean): number | null {
  // Its Korean words are cut from their particles, which this fake does by taking them for unfinished.
  const isBegun = (mayBeUnfinished || /\p{Script=Hangul}/u.test(token)) && word.startsWith(token);
  if (word === token || isBegun) return 0;
  const allowed = token.length < 5 ? 0 : token.length < 9 ? 1 : 2;
  const ends = mayBeUnfinished ? [token.length - 1, token.length, token.length + 1] : [word.length];
  const distance = Math.min(...ends.map((end) => distanceOf(token, word.slice(0, Math.max(1, end)))));
  const errors = distance + (distance > 0 && token[0] !== word[0] ? 1 : 0);
  return errors <= allowed ? errors : null;
}

function distanceOf(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, row) =>
    Array.from({ length: other.length + 1 }, (_, column) => (row === 0 ? column : column === 0 ? row : 0)),
  );
  const at = (row: number, column: number) => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= one.length; row += 1) {
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      const cost = Math.min(
        at(row - 1, column) + 1,
        at(row, column - 1) + 1,
        at(row - 1, column - 1) + (isSame ? 0 : 1),
      );
      const current = rows[row];
      if (current) current[column] = isSwapped ? Math.min(cost, at(row - 2, column - 2) + 1) : cost;
    }
  }
  return at(one.length, other.length);
}
