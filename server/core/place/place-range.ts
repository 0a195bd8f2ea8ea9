import type { ClausePair, TextRange } from "#core/compare/comparison.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import { type TextMapping, type MappedRange, carryRange } from "#core/place/text-mapping.ts";
import { type Clause, clauseAt, clauseIndex, type VersionText } from "#core/text/clause.ts";

/** The placement of one target on the revised version. */
export type Placed = Pick<Placement, "state" | "score" | "reason" | "targets">;

/**
 * Below this score a placement is only likely and needs a person's confirmation. `carryRange` gives up below 0.6. On
 * drafts with a known history, a quarter of the placements from 0.6 to 0.8 were wrong, and one in a hundred above 0.8.
 */
export const sureScore = 0.8;

/**
 * Places a text range on the revised version. Only text that survived has a place; `placeDeleted` places the rest.
 *
 * 1. The target must fit its own version, otherwise it is not trusted.
 * 2. The word map gives the new position of the words. If it knows too few of them, text that is exactly the same and
 *    unique in both versions is offered as "approximate". Fuzzier methods are not tried, because they find look-alikes.
 * 3. A range without words (a bracket, or a position between two words) follows the words on both sides, which must
 *    both be unchanged.
 * 4. The quote verifies the placement. If the text is the same, it is "exact", or "shifted" if its offset in the clause
 *    or the clause's label changed. If not, it is "text-changed" with the word counts of the map.
 * 5. A change to the clause takes precedence: text now in several clauses, a moved clause, or text that left its
 *    clause.
 */
export function placeRange(target: RangeTarget, mapping: TextMapping): Placed {
  const { base, revised } = mapping;
  const range = anchor(base, target);
  if (!range) return { state: "orphan", score: 0, reason: { code: "target-unknown", params: {} }, targets: [] };

  const carried = carryRange(mapping.words, range);
  if (carried.words === 0 || range[0] === range[1]) {
    const between = placeBetween(range, mapping);
    if (between) return judge(range, between.place, { ...carried, score: between.score }, mapping);
  } else if (carried.range) return judge(range, withEdges(range, carried.range, mapping), carried, mapping);

  const quoted = quotedOnce(range, carried.words, base, revised);
  const from = clausesOf(base, range)[0];
  if (quoted) {
    return {
      state: "approximate",
      score: quoteScore,
      reason: { code: "quote-found", params: { from: citation(from), to: citation(clausesOf(revised, quoted)[0]) } },
      targets: [describe(revised, ...quoted)],
    };
  }
  return { state: "orphan", score: carried.score, reason: lostReason(from, carried, mapping), targets: [] };
}

/**
 * Returns the state and the reason of a placement, given the position of its words. `carried` counts them.
 */
export function judge([start, end]: TextRange, range: TextRange, carried: MappedRange, mapping: TextMapping): Placed {
  const { base, revised } = mapping;
  const was = clausesOf(base, [start, end]);
  const is = clausesOf(revised, range);
  const pairs = was.flatMap((clause) => mapping.pairs.get(clause.id) ?? []);
  const same = base.text.slice(start, end) === revised.text.slice(...range);
  const { score, words: total } = carried;
  const replaced = total - carried.keptWords;
  const [from, to] = [citation(was[0]), citation(is[0])];
  const targets = [describe(revised, ...range)];
  const placed = (
    state: Placed["state"],
    code: Placed["reason"]["code"],
    params: Placed["reason"]["params"],
  ): Placed =>
    score < sureScore
      ? { state: "approximate", score, reason: { code: "few-words-left", params: { to, replaced, total } }, targets }
      : { state, score, reason: { code, params }, targets };

  const answers = new Set(pairs.flatMap((pair) => pair.revised));
  if (!is.some((clause) => answers.has(clause.id))) {
    return placed("clause-moved", "words-moved", { from, to, replaced, total });
  }
  const split = pairs.find((pair) => pair.relation === "1:n");
  if (split && is.length > was.length) {
    return placed("clause-split", "clause-split", { from, to, clauses: split.revised.length });
  }
  if (pairs.some((pair) => pair.moved)) {
    return same
      ? placed("clause-moved", "clause-moved", { from, to })
      : placed("clause-moved", "clause-moved-words-replaced", { from, to, replaced, total });
  }
  const renumbered = isRenumbered(pairs, was, is);
  if (!same) {
    if (replaced > 0) {
      return renumbered
        ? placed("text-changed", "words-replaced-renumbered", { from, to, replaced, total })
        : placed("text-changed", "words-replaced", { to, replaced, total });
    }
    return carried.newWords > 0
      ? placed("text-changed", "words-added", { to, added: carried.newWords })
      : placed("text-changed", "marks-changed", { to });
  }
  if (split) return placed("shifted", "clause-split", { from, to, clauses: split.revised.length });
  if (was.some(({ id }) => mapping.chosen.has(id))) return placed("shifted", "option-chosen", { from, to });
  if (pairs.some((pair) => pair.relation === "n:1")) return placed("shifted", "clause-merged", { from, to });
  if (renumbered) return placed("shifted", "clause-renumbered", { from, to });
  const offset = start - (was[0]?.start ?? 0);
  return offset === range[0] - (is[0]?.start ?? 0)
    ? placed("exact", "same-words", { to })
    : placed("shifted", "words-shifted", { to });
}

/** Checks the pair's flag and also the labels, because the labels of a whole list shift together. */
function isRenumbered(pairs: readonly ClausePair[], was: readonly Clause[], is: readonly Clause[]): boolean {
  return pairs.some((pair) => pair.renumbered) || was[0]?.label !== is[0]?.label;
}

function lostReason(from: Clause | undefined, carried: MappedRange, { revised, pairs }: TextMapping): Placed["reason"] {
  const answer = (from && pairs.get(from.id))?.revised[0];
  if (carried.strayWords > 0) {
    const params = { from: citation(from), replaced: carried.words - carried.strayWords, total: carried.words };
    return { code: "words-scattered", params };
  }
  if (answer === undefined) return { code: "clause-removed", params: { from: citation(from) } };
  const index = clauseIndex(revised, answer);
  const to = index === undefined ? undefined : revised.clauses[index];
  const names = { from: citation(from), to: citation(to) };
  return names.from === names.to
    ? { code: "words-removed", params: { to: names.to } }
    : { code: "words-removed-renumbered", params: names };
}

/**
 * Extends a range to its edges, because the word map knows only words. Punctuation and spaces at the edges are included
 * if they are still beside the words ("(the fund)" → "(the fund)", not "the fund"). A range that began or ended inside
 * a word still does, if that word was kept.
 */
function withEdges([start, end]: TextRange, range: TextRange, mapping: TextMapping): TextRange {
  const { base, revised, words } = mapping;
  const quote = base.text.slice(start, end);
  let [from, to] = range;
  const first = wordAround(words.base, start);
  const last = wordAround(words.base, end);
  const [firstNow, lastNow] = [first, last].map((word) => unchangedWord(word, mapping));
  if (first !== undefined && firstNow?.[0] === from) from += start - (words.base.starts[first] ?? 0);
  if (last !== undefined && lastNow?.[1] === to) to -= (words.base.ends[last] ?? 0) - end;

  const lead = first === undefined ? (/^[^\p{L}\p{M}\p{N}_]*/u.exec(quote)?.[0] ?? "") : "";
  const trail = last === undefined ? (/(?<![^\p{L}\p{M}\p{N}_])[^\p{L}\p{M}\p{N}_]*$/u.exec(quote)?.[0] ?? "") : "";
  for (let k = lead.length; k > 0 && from > 0 && revised.text[from - 1] === lead[k - 1]; k -= 1) from -= 1;
  for (let k = 0; k < trail.length && revised.text[to] === trail[k]; k += 1) to += 1;
  return [from, to];
}

/** Returns the revised range of a base word, or undefined if the word was deleted or is written differently. */
function unchangedWord(word: number | undefined, { base, revised, words }: TextMapping): TextRange | undefined {
  if (word === undefined) return undefined;
  const target = words.toRevised[word] ?? -1;
  const [start, end] = [words.revised.starts[target], words.revised.ends[target]];
  if (start === undefined || end === undefined) return undefined;
  const written = base.text.slice(words.base.starts[word], words.base.ends[word]);
  return revised.text.slice(start, end) === written ? [start, end] : undefined;
}

/** Returns the number of the word that contains the offset strictly inside it. */
function wordAround({ starts, ends }: TextMapping["words"]["base"], offset: number): number | undefined {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offset < (ends[low - 1] ?? 0) ? low - 1 : undefined;
}

/** The last word of a text and what follows it. Each word is looked at once, because a clause may be a megabyte long. */
const lastWord = /(?<![\p{L}\p{M}\p{N}_])[\p{L}\p{M}\p{N}_]+[^\p{L}\p{M}\p{N}_]*$|^[^\p{L}\p{M}\p{N}_]*$/u;

/**
 * Places a range without words between the word before and the word after it, or the edge of the clause. Returns null
 * unless all of that text is unchanged.
 */
function placeBetween([start, end]: TextRange, mapping: TextMapping): { place: TextRange; score: number } | null {
  const { base, revised, words } = mapping;
  const [first, last] = [clauseAt(base.clauses, start), clauseAt(base.clauses, end)];
  if (!first || !last) return null;
  const before = lastWord.exec(base.text.slice(first.start, start))?.[0] ?? "";
  const after = /^[^\p{L}\p{M}\p{N}_]*(?:[\p{L}\p{M}\p{N}_]+)?/u.exec(base.text.slice(end, last.end))?.[0] ?? "";
  const around: TextRange = [start - before.length, end + after.length];
  const { range, score } = carryRange(words, around);
  if (!range) return null;
  const [from, to] = withEdges(around, range, mapping);
  if (base.text.slice(...around) !== revised.text.slice(from, to)) return null;
  return { place: [from + before.length, to - after.length], score };
}

/** Returns the clauses that a range touches, in order. */
export function clausesOf(version: VersionText, [start, end]: TextRange): Clause[] {
  const first = clauseAt(version.clauses, start);
  const index = first && clauseIndex(version, first.id);
  if (index === undefined) return [];
  const clauses: Clause[] = [];
  for (let k = index, clause = version.clauses[k]; clause && clause.start <= end; clause = version.clauses[(k += 1)]) {
    clauses.push(clause);
  }
  return clauses;
}

export function citation(clause: Clause | undefined): string {
  return clause?.citation ?? "";
}

/**
 * Minimum length of a quote in words. A shorter one, such as "the Member States", recurs by chance and proves nothing.
 */
const leastWords = 5;

/** The score of a placement by quote alone. New text with the same wording is equally likely, so a person decides. */
export const quoteScore = 0.5;

/**
 * Finds the revised position of base text that the word map lost. The text must be exactly the same and occur only once
 * in each version.
 */
export function quotedOnce(
  range: TextRange,
  words: number,
  base: VersionText,
  revised: VersionText,
): TextRange | undefined {
  if (words < leastWords) return undefined;
  const exact = base.text.slice(...range);
  const at = revised.text.indexOf(exact);
  if (at < 0 || revised.text.includes(exact, at + 1)) return undefined;
  return base.text.indexOf(exact) === base.text.lastIndexOf(exact) ? [at, at + exact.length] : undefined;
}
