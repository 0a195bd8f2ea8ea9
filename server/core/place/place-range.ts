import type { ClausePair, TextRange } from "#core/compare/comparison.ts";
import type { RangeTarget } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import type { Placement } from "#core/place/placement.ts";
import { type Carriage, type CarriedRange, carryRange } from "#core/place/text-mapping.ts";
import { clauseIndex } from "#core/text/clause-index.ts";
import { type Clause, clauseAt, type VersionText } from "#core/text/clause.ts";

/** Where one target stands on the revised version. */
export type Placed = Pick<Placement, "state" | "score" | "reason" | "targets">;

/**
 * Below this a place is only likely, and waits for a person's yes. On drafts whose history is known a quarter of the places
 * scored from 0.6, under which `carryRange` gives up, to 0.8 were wrong, and one in a hundred of those above.
 */
const sureScore = 0.8;

/**
 * Places a run of words on the revised version.
 *
 * 1. The target must fit its own version, or nothing is believed of it.
 * 2. The word map says where the words went. If it knows too few of them, one thing is tried: words that stand once, to the
 *    letter, on both versions are offered as approximate. Nothing fuzzier is tried: it finds look-alikes.
 * 3. A run without words (a bracket, the place between two words) is carried by the words on both sides, both unchanged.
 * 4. The quote checks the place. The same to the letter: exact, or shifted where its place in the clause or the clause's
 *    label changed. Not the same: the words were changed, by so many as the map says.
 * 5. What became of the clause may outweigh that: words now in several clauses, a clause that moved, words that left it.
 */
export function placeRange(target: RangeTarget, carriage: Carriage): Placed {
  const { base, revised } = carriage;
  const range = anchor(base, target);
  if (!range) return { state: "orphan", score: 0, reason: { code: "target-unknown", params: {} }, targets: [] };

  const carried = carryRange(carriage.words, range);
  if (carried.words === 0 || range[0] === range[1]) {
    const between = placeBetween(range, carriage);
    if (between) return judge(range, between.place, { ...carried, score: between.score }, carriage);
  } else if (carried.range) return judge(range, withEdges(range, carried.range, carriage), carried, carriage);

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
  return { state: "orphan", score: carried.score, reason: lostReason(from, carried, carriage), targets: [] };
}

function judge([start, end]: TextRange, place: TextRange, carried: CarriedRange, carriage: Carriage): Placed {
  const { base, revised } = carriage;
  const was = clausesOf(base, [start, end]);
  const is = clausesOf(revised, place);
  const pairs = was.flatMap((clause) => carriage.pairs.get(clause.id) ?? []);
  const same = base.text.slice(start, end) === revised.text.slice(...place);
  const { score, words: total } = carried;
  const replaced = total - carried.keptWords;
  const [from, to] = [citation(was[0]), citation(is[0])];
  const targets = [describe(revised, ...place)];
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
  if (pairs.some((pair) => pair.relation === "n:1")) return placed("shifted", "clause-merged", { from, to });
  if (renumbered) return placed("shifted", "clause-renumbered", { from, to });
  const offset = start - (was[0]?.start ?? 0);
  return offset === place[0] - (is[0]?.start ?? 0)
    ? placed("exact", "same-words", { to })
    : placed("shifted", "words-shifted", { to });
}

/** A pair's flag, or, since labels of a whole list shift together, the labels themselves. */
function isRenumbered(pairs: readonly ClausePair[], was: readonly Clause[], is: readonly Clause[]): boolean {
  return pairs.some((pair) => pair.renumbered) || was[0]?.label !== is[0]?.label;
}

function lostReason(from: Clause | undefined, carried: CarriedRange, { revised, pairs }: Carriage): Placed["reason"] {
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
 * The word map knows words. Marks and blanks at the edges of the run come along where they stand beside the words still
 * ("(the fund)" → "(the fund)", not "the fund"), and a run that began or ended within a word does so still.
 */
function withEdges([start, end]: TextRange, place: TextRange, { base, revised, words }: Carriage): TextRange {
  const quote = base.text.slice(start, end);
  let [from, to] = place;
  const first = wordAround(words.base, start);
  const last = wordAround(words.base, end);
  if (first && revised.text.startsWith(base.text.slice(...first), from)) from += start - first[0];
  if (last && revised.text.endsWith(base.text.slice(...last), to)) to -= last[1] - end;

  const lead = first ? "" : (/^[^\p{L}\p{M}\p{N}_]*/u.exec(quote)?.[0] ?? "");
  const trail = last ? "" : (/[^\p{L}\p{M}\p{N}_]*$/u.exec(quote)?.[0] ?? "");
  for (let k = lead.length; k > 0 && from > 0 && revised.text[from - 1] === lead[k - 1]; k -= 1) from -= 1;
  for (let k = 0; k < trail.length && revised.text[to] === trail[k]; k += 1) to += 1;
  return [from, to];
}

/** The word that has the offset strictly inside it. */
function wordAround({ starts, ends }: Carriage["words"]["base"], offset: number): TextRange | undefined {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  const end = ends[low - 1] ?? 0;
  return offset < end ? [starts[low - 1] ?? 0, end] : undefined;
}

/** A run without words, between the word before and the word after it (or the clause's edge): where all that is unchanged. */
function placeBetween([start, end]: TextRange, carriage: Carriage): { place: TextRange; score: number } | null {
  const { base, revised, words } = carriage;
  const [first, last] = [clauseAt(base.clauses, start), clauseAt(base.clauses, end)];
  if (!first || !last) return null;
  const before = /(?:[\p{L}\p{M}\p{N}_]+)?[^\p{L}\p{M}\p{N}_]*$/u.exec(base.text.slice(first.start, start))?.[0] ?? "";
  const after = /^[^\p{L}\p{M}\p{N}_]*(?:[\p{L}\p{M}\p{N}_]+)?/u.exec(base.text.slice(end, last.end))?.[0] ?? "";
  const around: TextRange = [start - before.length, end + after.length];
  const { range, score } = carryRange(words, around);
  if (!range) return null;
  const [from, to] = withEdges(around, range, carriage);
  if (base.text.slice(...around) !== revised.text.slice(from, to)) return null;
  return { place: [from + before.length, to - after.length], score };
}

/** The clauses a range touches, in order. */
function clausesOf(version: VersionText, [start, end]: TextRange): Clause[] {
  const first = clauseAt(version.clauses, start);
  const index = first && clauseIndex(version, first.id);
  if (index === undefined) return [];
  const clauses: Clause[] = [];
  for (let k = index, clause = version.clauses[k]; clause && clause.start <= end; clause = version.clauses[(k += 1)]) {
    clauses.push(clause);
  }
  return clauses;
}

function citation(clause: Clause | undefined): string {
  return clause?.citation ?? "";
}

/** A quote shorter than this turns up by chance: "the Member States" is no proof of anything. */
const leastWords = 5;

/** The score of what only its quote places: new words that read alike are as likely, so a person decides. */
export const quoteScore = 0.5;

/** Where words of the base that the word map lost stand in the revised: to the letter, and once on either side. */
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
