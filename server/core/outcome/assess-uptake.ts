import type { Node } from "prosemirror-model";
import type { Carriage } from "#core/place/text-mapping.ts";
import { clauseById, clauseIndex } from "#core/text/clause-index.ts";
import { plainWords } from "#core/text/tokens.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { proposedClauses } from "#core/propose/proposed-clauses.ts";
import type { ProposedClause } from "#core/propose/proposal-segment.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import { clauseRegion, weigher } from "#core/outcome/uptake-region.ts";
import { wordUptake } from "#core/outcome/word-uptake.ts";

/**
 * How far a later version took a proposal up: from the text alone, clause by clause of what it touches.
 *
 * - Words put in: do they stand in the clause it became, where the comparison knows no other origin for them?
 * - A clause put in: do its words stand in some clause, likewise?
 * - Words or a clause taken out: does the comparison still know them?
 * - A clause moved: does it follow the clause it was to follow, and did it not before?
 *
 * All of it taken to the letter is verbatim; some of it, in part. That a text says what somebody proposed does not tell
 * why it does.
 */
export function assessUptake(draft: Node, operations: readonly ProposalOperation[], carriage: Carriage): Uptake {
  const pieces = proposedClauses(draft, operations).flatMap((proposed) => pieceUptakes(proposed, operations, carriage));
  const [first] = pieces;
  if (pieces.length === 1 && first) return first;
  const taken = pieces.filter(({ extent }) => extent !== "not").length;
  const verbatim = pieces.length > 0 && pieces.every(({ extent }) => extent === "verbatim");
  return {
    extent: verbatim ? "verbatim" : taken > 0 ? "in-part" : "not",
    score: pieces.reduce((sum, { score }) => sum + score, 0) / Math.max(1, pieces.length),
    reason: { code: "uptake-steps", params: { taken, total: pieces.length } },
    words: pieces.flatMap(({ words }) => words),
  };
}

/** One clause may be moved, relabelled and edited at once: each is asked for itself. */
function pieceUptakes(
  proposed: ProposedClause,
  operations: readonly ProposalOperation[],
  carriage: Carriage,
): Uptake[] {
  const { change, clause, label, proposedLabel } = proposed;
  if (clause === null || change === "inserted") return [wordUptake(proposed, carriage)];
  if (change === "deleted") return [deletionUptake(clause, carriage)];
  const edited = proposed.segments.some(({ kind }) => kind !== "kept");
  const move = operations.find((step) => step.kind === "move" && step.clause === clause);
  return [
    ...(move?.kind === "move" ? [moveUptake(clause, move.after, carriage)] : []),
    ...(edited ? [wordUptake(proposed, carriage)] : []),
    ...(label === proposedLabel ? [] : [labelUptake(clause, proposedLabel, carriage)]),
  ];
}

/** A clause of which this share of words is gone is gone: what is left are words any two clauses share. */
const leastGone = 0.85;
/** One of which less than this is gone stands as it did, however it was edited. */
const someGone = 0.4;

function deletionUptake(clause: string, carriage: Carriage): Uptake {
  const { base, revised, pairs } = carriage;
  const from = citationOf(clause, base);
  const found = clauseById(base, clause);
  const { survivors } = clauseRegion(clause, carriage);
  const words = found ? plainWords(base.text.slice(found.start, found.end)) : [];
  const weigh = weigher(carriage);
  const sum = (some: typeof words): number => some.reduce((total, { word }) => total + weigh(word), 0);
  const gone = words.filter((_word, index) => !survivors.has(index));
  const score = words.length === 0 ? 0 : sum(gone) / sum(words);
  const uptake = (extent: Uptake["extent"], code: Uptake["reason"]["code"], params: object): Uptake => ({
    extent,
    score,
    reason: { code, params: { from, ...params } },
    words: [],
  });
  if (score >= leastGone) return uptake("verbatim", "uptake-gone", {});
  if (score >= someGone) return uptake("in-part", "uptake-some-gone", { taken: gone.length, total: words.length });
  const answer = pairs.get(clause)?.revised[0];
  return uptake("not", "uptake-stays", { to: answer === undefined ? from : citationOf(answer, revised) });
}

function moveUptake(clause: string, after: string, carriage: Carriage): Uptake {
  const pair = carriage.pairs.get(clause);
  const answer = pair?.revised[0];
  const to = answer === undefined ? citationOf(clause, carriage.base) : citationOf(answer, carriage.revised);
  const none = (
    code: "uptake-not-moved" | "uptake-moved-elsewhere",
    extent: Uptake["extent"],
    score: number,
  ): Uptake => ({
    extent,
    score,
    reason: { code, params: { to, after: after === "" ? "" : citationOf(after, carriage.base) } },
    words: [],
  });
  if (answer === undefined) return none("uptake-not-moved", "not", 0);
  const target = after === "" ? "" : carriage.pairs.get(after)?.revised.at(-1);
  const stood = precedes(after, clause, carriage.base);
  if (target !== undefined && !stood && precedes(target, answer, carriage.revised)) {
    const params = { to, after: target === "" ? "" : citationOf(target, carriage.revised) };
    return { extent: "verbatim", score: 1, reason: { code: "uptake-moved", params }, words: [] };
  }
  return pair?.moved ? none("uptake-moved-elsewhere", "in-part", 0.5) : none("uptake-not-moved", "not", 0);
}

/** Whether a clause comes right after another, past whatever stands under that one; "" is before the first. */
function precedes(before: string, clause: string, version: Carriage["base"]): boolean {
  const index = clauseIndex(version, clause);
  const at = before === "" ? -1 : clauseIndex(version, before);
  if (index === undefined || at === undefined || at >= index) return false;
  const depth = version.clauses[at]?.depth ?? -1;
  return version.clauses
    .slice(at + 1, index)
    .every(({ kind, depth: under }) => kind === "footnote" || (before !== "" && under > depth));
}

function labelUptake(clause: string, label: string | null, carriage: Carriage): Uptake {
  const answer = carriage.pairs.get(clause)?.revised[0];
  const found = answer === undefined ? undefined : clauseById(carriage.revised, answer);
  const to = found?.citation ?? citationOf(clause, carriage.base);
  return found && found.label === label
    ? { extent: "verbatim", score: 1, reason: { code: "uptake-relabelled", params: { to } }, words: [] }
    : { extent: "not", score: 0, reason: { code: "uptake-not-relabelled", params: { to } }, words: [] };
}

function citationOf(clause: string, version: Carriage["base"]): string {
  return clauseById(version, clause)?.citation ?? "";
}
