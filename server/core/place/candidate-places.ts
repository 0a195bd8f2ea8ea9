import { anchor, describe } from "#core/place/anchor.ts";
import type { CandidatePlace } from "#core/place/candidate-place.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { clauseById } from "#core/text/clause-index.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { wordIndexOf, type WordIndex } from "#core/place/word-index.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A longer list does not help the person who has to choose. */
const mostCandidates = 5;
/** Minimum similarity. Below a third, a place is similar only in words that any two clauses share. */
const leastScore = 1 / 3;
/** Number of the target's rarest words used to find clauses. Frequent words are in too many clauses to help. */
const maxWordsTried = 12;
/** Maximum length of a candidate in words: a multiple of the target's length, plus a few words. */
const longest = { times: 2, more: 8 };

/**
 * Finds candidate places on the revised version for each target of an annotation, most similar first. A person chooses
 * from them if the comparison found no place, or none that is certain. There are at most 5 per target:
 *
 * - places with exactly the same text
 * - in other clauses, the text most similar to the target, where common words count for little
 * - the clause that the comparison paired with the target's clause, whatever its text
 * - for a deleted clause, those that it may have become
 *
 * Carrying must never search for similar text, so none of these is a placement.
 */
export function candidatePlaces(targets: readonly Target[], mapping: TextMapping): CandidatePlace[] {
  return targets.flatMap((target, targetIndex) => {
    const found = [...likePlaces(target, mapping), ...clausesInPlace(target, mapping)];
    const seen = new Set<string>();
    // A clause that a deleted one may have become is offered as a whole, besides the text in it.
    return found
      .filter(({ target: candidate, reason }) => {
        // Every exact match is offered. A clause without one is offered once.
        const clause = clauseOfTarget(candidate) ?? "";
        const isNew = reason.code === "candidate-same-words" || !seen.has(clause);
        seen.add(clause);
        return isNew;
      })
      .concat(likelyClauses(target, mapping))
      .sort((one, other) => other.score - one.score)
      .slice(0, mostCandidates)
      .map((candidate) => ({ targetIndex, ...candidate }));
  });
}

type Candidate = Omit<CandidatePlace, "targetIndex">;

/**
 * Returns the clauses that the comparison paired with the target's clause. The score is halved because a pair matched
 * by label alone is weak evidence.
 */
function clausesInPlace(target: Target, { base, revised, pairs }: TextMapping): Candidate[] {
  const clause = clauseOfTarget(target);
  const pair = clause === undefined ? undefined : pairs.get(clause);
  if (clause === undefined || !pair) return [];
  const from = clauseById(base, clause)?.citation ?? "";
  return pair.revised.map((id): Candidate => {
    const to = clauseById(revised, id)?.citation ?? "";
    return {
      target: { kind: target.kind === "section" ? "section" : "clause", clause: id },
      score: pair.score / 2,
      reason:
        from === to
          ? { code: "candidate-same-clause", params: { to } }
          : { code: "candidate-clause", params: { from, to } },
    };
  });
}

/** Minimum probability of a clause that a deleted clause may have become. */
const leastLikely = 0.1;

/** Returns the clauses that the target's deleted clause may have become. The score is the probability. */
function likelyClauses(target: Target, { base, revised, candidates }: TextMapping): Candidate[] {
  const clause = clauseOfTarget(target);
  const found = candidates.get(clause ?? "");
  if (clause === undefined || !found) return [];
  const from = clauseById(base, clause)?.citation ?? "";
  return found.revised.flatMap((id, index): Candidate[] => {
    const [to, score] = [clauseById(revised, id)?.citation ?? "", found.scores[index] ?? 0];
    if (score < leastLikely) return [];
    const reason = { code: "candidate-reworded", params: { from, to, percent: Math.round(100 * score) } } as const;
    return [{ target: { kind: target.kind === "section" ? "section" : "clause", clause: id }, score, reason }];
  });
}

function likePlaces(target: Target, { base, revised }: TextMapping): Candidate[] {
  const range = target.kind === "document" ? null : anchor(base, target);
  if (!range) return [];
  // A section is searched for by the text of its heading.
  const clause = target.kind === "section" ? clauseById(base, target.clause) : undefined;
  const quote = clause ? base.text.slice(clause.start, clause.end) : base.text.slice(...range);
  const index = wordIndexOf(revised);
  const wanted = index.idsOf(quote);
  if (wanted.length === 0) return [];
  return [
    ...(target.kind === "range" ? samePlaces(quote, revised) : []),
    ...clausesToSearch(index, wanted).flatMap((holder) => likeRun({ index, revised }, holder, { target, wanted })),
  ];
}

function samePlaces(quote: string, revised: VersionText): Candidate[] {
  const places: Candidate[] = [];
  for (let at = revised.text.indexOf(quote); at >= 0; at = revised.text.indexOf(quote, at + quote.length)) {
    const target = describe(revised, at, at + quote.length);
    const to = clauseById(revised, target.start.clause)?.citation ?? "";
    places.push({ target, score: 1, reason: { code: "candidate-same-words", params: { to } } });
    if (places.length === mostCandidates) break;
  }
  return places;
}

/** Returns the indexes of the clauses that contain any of the rarest wanted words. */
function clausesToSearch(index: WordIndex, wanted: readonly number[]): number[] {
  const rarest = [...new Set(wanted)]
    .filter((word) => index.holders.has(word))
    .sort((one, other) => index.weightOf(other) - index.weightOf(one))
    .slice(0, maxWordsTried);
  return [...new Set(rarest.flatMap((word) => index.holders.get(word) ?? []))].sort((one, other) => one - other);
}

/**
 * Finds the run of words in a clause that is most similar to the wanted words, by the Dice coefficient with weighted
 * words.
 */
function likeRun(
  { index, revised }: { index: WordIndex; revised: VersionText },
  holder: number,
  { target, wanted }: { target: Target; wanted: readonly number[] },
): Candidate[] {
  const words = index.clauses[holder];
  const clause = revised.clauses[holder];
  if (!words || !clause) return [];
  const weights = wanted.reduce((sum, word) => sum + index.weightOf(word), 0);
  const limit = longest.times * wanted.length + longest.more;
  const isWanted = new Set(wanted);
  let best = { score: 0, from: 0, to: 0, shared: 0 };
  for (let from = 0; from < words.ids.length; from += 1) {
    if (!isWanted.has(words.ids[from] ?? -1)) continue;
    const left = countsOf(wanted);
    let [shared, sharedWeight, weight] = [0, 0, 0];
    for (let to = from; to < words.ids.length && to - from < limit; to += 1) {
      const word = words.ids[to] ?? -1;
      weight += index.weightOf(word);
      const rest = left.get(word) ?? 0;
      if (rest === 0) continue;
      left.set(word, rest - 1);
      shared += 1;
      sharedWeight += index.weightOf(word);
      const score = (2 * sharedWeight) / (weights + weight);
      if (score > best.score) best = { score, from, to, shared };
    }
  }
  if (best.score < leastScore) return [];
  const [start, end] = [words.starts[best.from] ?? 0, words.ends[best.to] ?? 0];
  return [
    {
      target: target.kind === "range" ? describe(revised, start, end) : { kind: target.kind, clause: clause.id },
      score: Math.min(1, best.score),
      reason: {
        code: "candidate-like-words",
        params: { to: clause.citation, shared: best.shared, total: wanted.length },
      },
    },
  ];
}

function countsOf(words: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
