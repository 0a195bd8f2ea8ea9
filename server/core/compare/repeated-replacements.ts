import type { RepeatedReplacement } from "#core/compare/comparison-facts.ts";
import type { Change, Comparison, KeptRange, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** Two equal replacements may be chance; from three on, one summary line helps a reader. */
const fewestPlaces = 3;

/** Maximum number of replacements to look for beside other words, most frequent first. */
const mostSought = 50;
/** Longer edits, in characters, are new texts in which single replacements mean little. */
const longestEdit = 400;

/**
 * Finds repeated replacements, most frequent first. A reader can then dismiss dozens of equal small edits at once, such
 * as a name shortened throughout.
 *
 * A replacement counts wherever it happens: a change that joins several edits is divided at the words it keeps, and in
 * what is left, a replacement known from elsewhere is found beside other words. Letter case, spaces, square brackets
 * and marks at the ends are ignored. Pure insertions and deletions do not count.
 */
export function repeatedReplacements(
  base: VersionText,
  revised: VersionText,
  comparison: Comparison,
): RepeatedReplacement[] {
  const found = new Map<string, RepeatedReplacement>();
  const edits = editsOf(base, revised, comparison);
  for (const { change, from, to } of edits) {
    const key = keyOf(from, to);
    const known = found.get(key);
    if (known) known.changes.push(change);
    else found.set(key, { base: from, revised: to, changes: [change] });
  }
  const repeated = [...found.values()]
    .filter(({ changes }) => changes.length > 1)
    .sort((x, y) => y.changes.length - x.changes.length);
  for (const edit of edits) {
    if (edit.from.length + edit.to.length > longestEdit) continue;
    for (const replacement of repeated.slice(0, mostSought))
      if (contains(edit, replacement)) replacement.changes.push(edit.change);
  }
  for (const { changes } of repeated) changes.sort((one, other) => one - other);
  return repeated
    .filter(({ changes }) => changes.length >= fewestPlaces)
    .sort((x, y) => y.changes.length - x.changes.length || (x.changes[0] ?? 0) - (y.changes[0] ?? 0));
}

/** A replacement of text by other text, without spaces, brackets and marks at the ends. */
interface Edit {
  /** Index of the change that contains it. */
  change: number;
  from: string;
  to: string;
}

function editsOf(base: VersionText, revised: VersionText, { changes, kept }: Comparison): Edit[] {
  const inOrder = [...kept].sort(([one], [other]) => one - other);
  return changes.flatMap((change, index) => {
    if (change.class === "move") return [];
    return editsIn(change, inOrder).flatMap((edit): Edit[] => {
      const [from, to] = [tidy(base.text.slice(...edit.base)), tidy(revised.text.slice(...edit.revised))];
      return from === "" || to === "" || from.toLowerCase() === to.toLowerCase() ? [] : [{ change: index, from, to }];
    });
  });
}

function keyOf(from: string, to: string): string {
  return `${from.toLowerCase()}\n${to.toLowerCase()}`;
}

/** Whether an edit makes a replacement beside other words. */
function contains({ from, to }: Edit, { base, revised }: RepeatedReplacement): boolean {
  if (keyOf(from, to) === keyOf(base, revised)) return false;
  return hasWords(from, base) && hasWords(to, revised) && !hasWords(to, base) && !hasWords(from, revised);
}

function hasWords(text: string, words: string): boolean {
  const [whole, part] = [text.toLowerCase(), words.toLowerCase()];
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const around = [whole.slice(0, at).at(-1) ?? " ", whole[at + part.length] ?? " "];
    if (around.every((character) => !/[\p{L}\p{M}\p{N}]/u.test(character))) return true;
  }
  return false;
}

/**
 * Divides a change at the words it keeps. A change that keeps none is one edit.
 *
 * @param kept the comparison's kept ranges, in base order
 */
function editsIn({ base, revised }: Change, kept: readonly KeptRange[]): { base: TextRange; revised: TextRange }[] {
  const edits: { base: TextRange; revised: TextRange }[] = [];
  let [from, to] = [base[0], revised[0]];
  for (let at = firstAfter(kept, base[0]); at < kept.length; at += 1) {
    const [start, end, revisedStart, revisedEnd] = kept[at] ?? [0, 0, 0, 0];
    if (start >= base[1]) break;
    if (end > base[1] || revisedStart < to || revisedEnd > revised[1]) continue;
    edits.push({ base: [from, start], revised: [to, revisedStart] });
    [from, to] = [end, revisedEnd];
  }
  edits.push({ base: [from, base[1]], revised: [to, revised[1]] });
  return edits;
}

/** Returns the index of the first kept range that starts at an offset or after it. */
function firstAfter(kept: readonly KeptRange[], offset: number): number {
  let low = 0;
  for (let high = kept.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((kept[middle]?.[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tidy(text: string): string {
  return text
    .replace(/[[\]［］]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/^[^\p{L}\p{M}\p{N}]+|(?<![^\p{L}\p{M}\p{N}])[^\p{L}\p{M}\p{N}]+$/gu, "");
}
