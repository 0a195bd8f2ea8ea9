import type { TextRange } from "#core/compare/comparison.ts";
import type { RangeTarget, Target } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { placeClause, surePair } from "#core/place/place-clause.ts";
import { citation, clausesOf, judge, type Placed, sureScore } from "#core/place/place-range.ts";
import { carryRange, replacementOf, type TextMapping, wordNumbers } from "#core/place/text-mapping.ts";
import { type Clause, clauseAt, clauseById } from "#core/text/clause.ts";

/**
 * Places a text range that `placeRange` did not find on the revised version.
 *
 * 1. A few words that were replaced by a few others are placed at those.
 * 2. Other text is placed at its clause, as "clause-only".
 * 3. If the clause was deleted too, the range stays an orphan.
 *
 * `lost` is the result of `placeRange`.
 */
export function placeDeleted(target: RangeTarget, lost: Placed, mapping: TextMapping): Placed {
  const range = anchor(mapping.base, target);
  if (!range) return lost;
  return placeReplaced(range, mapping) ?? placeAtClauses(range, lost, mapping) ?? lost;
}

/**
 * Maximum number of words on each side of a replacement. One to three words are a term or a verb ("shall" → "should
 * not"). A longer run is a new text, in which no word corresponds to a single old one.
 */
const longestReplacement = 3;

/**
 * Places words at the words that replaced them. The clause must be a sure pair, and the words on both sides of the
 * replacement must be unchanged neighbours of it. Their position gives the score.
 */
function placeReplaced(range: TextRange, mapping: TextMapping): Placed | undefined {
  const { base, revised, words } = mapping;
  const [first, next] = wordNumbers(words.base, range);
  if (next <= first) return undefined;
  const change = replacementOf(mapping, [words.base.starts[first] ?? 0, words.base.ends[next - 1] ?? 0]);
  if (!change) return undefined;
  const [was, is] = [wordNumbers(words.base, change.base), wordNumbers(words.revised, change.revised)];
  const [old, fresh] = [was[1] - was[0], is[1] - is[0]];
  if (old < 1 || fresh < 1 || Math.max(old, fresh) > longestReplacement) return undefined;
  // In "an open" → "a", "open" was deleted. A part of a run has a replacement only if every old word has a new one.
  if (next - first < old && fresh < old) return undefined;

  const [from, to] = [clauseAt(base.clauses, change.base[0]), clauseAt(revised.clauses, change.revised[0])];
  const pair = from && mapping.pairs.get(from.id);
  if (!from || !to || !pair || pair.score < surePair || !pair.revised.includes(to.id)) return undefined;
  const before = neighbour(mapping, from, to, [was[0] - 1, is[0] - 1]);
  const after = neighbour(mapping, from, to, [was[1], is[1]]);
  if (before === "changed" || after === "changed" || (before === "none" && after === "none")) return undefined;

  const [left, right] = [before === "none" ? was[0] : was[0] - 1, after === "none" ? was[1] - 1 : was[1]];
  const around = carryRange(words, [words.base.starts[left] ?? 0, words.base.ends[right] ?? 0]);
  if (!around.range || around.score < sureScore) return undefined;
  const place: TextRange = [words.revised.starts[is[0]] ?? 0, words.revised.ends[is[1] - 1] ?? 0];
  const carried = { ...around, words: next - first, keptWords: 0, strayWords: 0, newWords: fresh };
  const placed = judge(range, place, carried, mapping);
  if (placed.state !== "text-changed") return placed;
  const texts = {
    was: base.text.slice(words.base.starts[was[0]], words.base.ends[was[1] - 1]),
    is: revised.text.slice(...place),
  };
  return { ...placed, reason: { code: "word-replaced", params: { to: to.citation, ...texts } } };
}

/**
 * Returns whether two words beside a replacement, given by number, are the same word. "none" means that neither clause
 * has a word there.
 */
function neighbour(
  { words }: TextMapping,
  from: Clause,
  to: Clause,
  [word, revisedWord]: readonly [number, number],
): "kept" | "changed" | "none" {
  const [at, revisedAt] = [words.base.starts[word] ?? -1, words.revised.starts[revisedWord] ?? -1];
  const [inside, revisedInside] = [at >= from.start && at < from.end, revisedAt >= to.start && revisedAt < to.end];
  if (!inside && !revisedInside) return "none";
  return inside && revisedInside && words.toRevised[word] === revisedWord ? "kept" : "changed";
}

/**
 * Places a range at those of its clauses that were found. It is certain that the text is not there, so the state is
 * "clause-only", and no person has to decide. The score is the probability that the clauses are right, multiplied by
 * the probability that the text was deleted.
 *
 * If every pair is doubtful, as `placeClause` judges it, the placement is "approximate" with the reason of that: an
 * author can confirm the likely clause in one step. A doubtful clause beside a certain one is left out.
 */
function placeAtClauses(range: TextRange, lost: Placed, mapping: TextMapping): Placed | undefined {
  const { base, revised } = mapping;
  const all = clausesOf(base, range).flatMap((clause) => {
    const pair = mapping.pairs.get(clause.id);
    if (!pair || pair.revised.length === 0) return [];
    const placed = placeClause({ kind: "clause", clause: clause.id }, mapping);
    return [{ clause, placed, place: pair.revised.length > 1 ? partOf(clause, range, mapping) : pair.revised[0] }];
  });
  const sure = all.filter(({ placed }) => placed.state !== "approximate");
  const found = sure.length > 0 ? sure : all;
  const [first] = found;
  if (!first) return undefined;

  const { words, strayWords } = carryRange(mapping.words, range);
  // A position between two words has no words that could be left.
  const gone = words === 0 ? 1 : lost.score;
  const ids = new Set(found.flatMap(({ place }) => place ?? []));
  const targets = [...ids].map((clause) => ({ kind: "clause" as const, clause }));
  const score = gone * Math.min(...found.map(({ placed }) => placed.score));
  if (sure.length === 0) return { ...first.placed, score, targets };
  const [from, to] = [first.clause.citation, citation(clauseById(revised, first.place ?? ""))];
  const reason: Placed["reason"] =
    strayWords > 0
      ? { code: "clause-left-scattered", params: { to, replaced: words - strayWords, total: words } }
      : from === to
        ? { code: "clause-left", params: { to } }
        : { code: "clause-left-renumbered", params: { from, to } };
  return { state: "clause-only", score, reason, targets };
}

/**
 * Returns the part of a split clause that contains the surviving word nearest to a range; the first part if no word
 * survives.
 */
function partOf(clause: Clause, range: TextRange, { revised, words, pairs }: TextMapping): string | undefined {
  const parts = pairs.get(clause.id)?.revised ?? [];
  const [first, next] = wordNumbers(words.base, range);
  const [low, high] = wordNumbers(words.base, [clause.start, clause.end]);
  const holderOf = (word: number): string | undefined => {
    if (word < low || word >= high) return undefined;
    const position = words.revised.starts[words.toRevised[word] ?? -1];
    const holder = position === undefined ? undefined : clauseAt(revised.clauses, position)?.id;
    return holder !== undefined && parts.includes(holder) ? holder : undefined;
  };
  for (let k = 1; first - k >= low || next + k - 1 < high; k += 1) {
    const holder = holderOf(first - k) ?? holderOf(next + k - 1);
    if (holder !== undefined) return holder;
  }
  return parts[0];
}

/**
 * Places a target of an option that was not chosen at the text that was chosen instead: at the same words if they are
 * there once, otherwise at the clause that has most of the target's words. A whole option is placed at all clauses of
 * the text, and so is the clause that had only options as its text.
 *
 * @param placed the placement by the comparison; it is returned if the target's own text was found
 */
export function placeAlternative(target: Target, placed: Placed, mapping: TextMapping): Placed {
  if (placed.state !== "orphan" && placed.state !== "approximate") return placed;
  const range = anchor(mapping.base, target);
  const clause = range && clausesOf(mapping.base, range)[0];
  const passedOver = clause && mapping.passedOver.get(clause.id);
  if (!passedOver) return placed;
  const texts = passedOver.text.flatMap((id) => clauseById(mapping.revised, id) ?? []);
  if (passedOver.option === null) {
    const [text] = texts;
    const reason = { code: "option-chosen", params: { from: passedOver.chosen ?? "", to: citation(text) } } as const;
    return { state: "text-changed", score: passedOver.score, reason, targets: clauseTargets(texts) };
  }
  const exact = mapping.base.text.slice(...range);
  const quoted = target.kind === "range" ? placesOf(exact, texts, mapping) : [];
  const [to] = texts;
  if (!to) return placed;
  const isWhole = clause.id === passedOver.option && target.kind !== "range" && range[0] === range[1];
  const chosen = isWhole || target.kind === "section" ? texts : [closest(exact, texts, mapping)];
  return {
    state: "alternative",
    score: passedOver.score,
    reason: reasonOf(citation(clause), passedOver.chosen, citation(chosen[0] ?? to)),
    targets: quoted.length === 1 ? quoted : clauseTargets(chosen),
  };
}

function reasonOf(from: string, chosen: string | null, to: string): Placed["reason"] {
  return chosen === null
    ? { code: "options-replaced", params: { from, to } }
    : { code: "other-option-chosen", params: { from, chosen, to } };
}

function clauseTargets(clauses: readonly (Clause | undefined)[]): Target[] {
  return clauses.flatMap((clause) => (clause ? [{ kind: "clause" as const, clause: clause.id }] : []));
}

/** Returns the occurrences of a text in some clauses. */
function placesOf(exact: string, clauses: readonly Clause[], { revised }: TextMapping): Target[] {
  if (exact === "") return [];
  return clauses.flatMap(({ start, end }) => {
    const places: Target[] = [];
    for (let at = revised.text.indexOf(exact, start); at >= 0 && at + exact.length <= end;) {
      places.push(describe(revised, at, at + exact.length));
      at = revised.text.indexOf(exact, at + 1);
    }
    return places;
  });
}

/** Returns the clause that has most of a text's words. */
function closest(text: string, clauses: readonly Clause[], { revised }: TextMapping): Clause | undefined {
  const words = new Set(wordsOf(text));
  const shared = clauses.map(
    ({ start, end }) => new Set(wordsOf(revised.text.slice(start, end)).filter((word) => words.has(word))).size,
  );
  return clauses[shared.indexOf(Math.max(...shared))];
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
