import type { Runs } from "./contestants.ts";

const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Words without meaning of their own, in the languages of the measured texts. */
const stopWords = new Set(
  (
    "the a an of to in on at by for from with and or nor but if as is are was were be been it its this that these those " +
    "not no any all we you your our their his her they he she i us who which will may can do does " +
    "de la le les l d un une des du et ou en au aux dans par pour sur ce cette ces qui que qu se s son sa ses il elle ne pas est " +
    "el los las del y o u con sin su sus lo al es " +
    "и в на с по к из о от для не что это как а но или " +
    "في من على إلى أن و ما لا 的 和 在 了 是 与 或"
  ).split(" "),
);

/**
 * Returns the share of shown pieces that are only punctuation or a single stop word. Such pieces make a redline hard to
 * read.
 */
export function strayShare({ deleted, inserted }: Runs): number {
  const shown = [...deleted, ...inserted].filter((piece) => piece.trim() !== "");
  const stray = shown.filter((piece) => {
    const words: string[] = piece.match(word) ?? [];
    return words.length === 0 || (words.length === 1 && stopWords.has((words[0] ?? "").toLowerCase()));
  });
  return shown.length === 0 ? 0 : stray.length / shown.length;
}
