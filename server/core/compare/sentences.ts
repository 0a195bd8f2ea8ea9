import { tokenKind, type Words } from "#core/text/tokens.ts";

/** A mark that ends a sentence or a part of one. */
export const sentenceMark = /^[.!?;:\u061B\u061F\u06D4\u3002\uFF01\uFF1B\uFF1F]$/u;
/** The sentence marks that need no space after them. Any other mark without a space is inside a number or a name. */
const wideMark = /^[\u3002\uFF01\uFF1B\uFF1F]$/u;
/** A mark that closes a quotation, a bracket or markup after a sentence mark. */
const closingMark = /^["'\u2019\u201D\u00BB)\]*_\u300D\u300F\uFF09]$/u;

/** A sentence of fewer words is too weak as evidence: it may occur anywhere. */
export const fewestOfSentence = 6;

/**
 * Returns the tokens [start, end) of the clause that contains [from, to); undefined if no single clause contains all of
 * them.
 */
export function clauseAround({ firsts }: Words, from: number, to: number): [number, number] | undefined {
  let low = 0;
  for (let high = firsts.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((firsts[middle] ?? 0) <= from) low = middle;
    else high = middle - 1;
  }
  const [start, end] = [firsts[low] ?? 0, firsts[low + 1] ?? 0];
  return to <= end ? [start, end] : undefined;
}

/**
 * Returns the tokens [start, end) of the sentence or sentences that contain [from, to), with the mark at their end.
 * Undefined if no single clause contains them all, or if they have more than `most` tokens. A sentence mark at the
 * start of [from, to) belongs to the previous sentence.
 */
export function sentencesAround(words: Words, from: number, to: number, most: number): [number, number] | undefined {
  const clause = clauseAround(words, from, to);
  if (!clause) return undefined;
  let [start, end] = [from, to];
  while (start < to && endsSentence(words, start)) start += 1;
  while (end - start <= most && start > clause[0] && !endsSentence(words, start - 1)) start -= 1;
  while (end - start <= most && end < clause[1] && !endsSentence(words, end - 1)) end += 1;
  return end - start <= most ? [start, end] : undefined;
}

/** Whether a token is the last of a sentence: its mark, or a closing mark after that. */
function endsSentence({ text, starts, ends, kinds, count }: Words, last: number): boolean {
  if (kinds[last] !== tokenKind.mark) return false;
  const markAt = (k: number): string => (kinds[k] === tokenKind.mark ? text.slice(starts[k], ends[k]) : "");
  let k = last;
  while (closingMark.test(markAt(k)) && k > 0 && ends[k - 1] === starts[k]) k -= 1;
  if (!sentenceMark.test(markAt(k))) return false;
  return last + 1 === count || ends[last] !== starts[last + 1] || wideMark.test(markAt(k));
}
