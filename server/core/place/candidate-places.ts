import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import { clausesOf } from "#core/place/place-range.ts";
import type { Placement } from "#core/place/placement.ts";
import type { CandidatePlace } from "#core/place/settlement.ts";
import { type TextMapping, wordNumbers } from "#core/place/text-mapping.ts";
import { type LikeRun, likeRuns, wordIndexOf } from "#core/place/word-index.ts";
import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";

/** A longer list does not help the person who has to choose. */
const mostCandidates = 5;
/** Minimum similarity. Below a third, a place is similar only in words that any two clauses share. */
const leastScore = 1 / 3;

/**
 * Finds candidate places on the revised version for each target of an annotation, most similar first. A person chooses
 * from them if the target was looked for and has no place, or none that is certain. There are at most 5 per target:
 *
 * - places with exactly the same text
 * - in other clauses, the text most similar to the target, where common words count for little
 * - the clause that the comparison paired with the target's clause, whatever its text
 * - for a deleted clause, those that it may have become, and those that are similar to it
 *
 * If the target's clause was deleted, similar text must be more than chance; see `tellingRuns`. An unplaced annotation
 * without any candidate is rightly gone.
 *
 * Carrying must never search for similar text, so none of these is a placement.
 */
export function candidatePlaces(looked: readonly Pick<LookedFor, "target" | "mappings">[]): CandidatePlace[] {
  return looked.flatMap(({ target, mappings }, targetIndex) =>
    mappings
      .flatMap((mapping) => candidatesOf(target, mapping))
      .sort((one, other) => other.score - one.score)
      .filter((candidate, index, all) => all.findIndex((other) => isSamePlace(other, candidate)) === index)
      .slice(0, mostCandidates)
      .map((candidate) => ({ targetIndex, ...candidate })),
  );
}

type Candidate = Omit<CandidatePlace, "targetIndex">;

function isSamePlace(one: Candidate, other: Candidate): boolean {
  return JSON.stringify(one.target) === JSON.stringify(other.target);
}

/** Candidates already found, because counts and lists ask for those of every unplaced annotation. */
const known = new WeakMap<TextMapping, Map<string, readonly Candidate[]>>();

function candidatesOf(target: Target, mapping: TextMapping): readonly Candidate[] {
  const all = known.get(mapping) ?? new Map<string, readonly Candidate[]>();
  known.set(mapping, all);
  const key = JSON.stringify(target);
  const found = all.get(key) ?? findCandidates(target, mapping);
  all.set(key, found);
  return found;
}

function findCandidates(target: Target, mapping: TextMapping): Candidate[] {
  const likely = likelyClauses(target, mapping);
  const offered = new Set(likely.map((candidate) => clauseOfTarget(candidate.target)));
  const removed = removedClauses(target, mapping);
  const found =
    removed.length === 0
      ? likePlaces(target, mapping)
      : [
          ...tellingPlaces(target, removed, mapping),
          ...removed
            .flatMap((clause) => likeClauses(target, clause, mapping))
            .filter((candidate) => !offered.has(clauseOfTarget(candidate.target))),
        ];
  const seen = new Set<string>();
  // A clause that a deleted one may have become is offered as a whole, besides the text in it.
  return [...found, ...clausesInPlace(target, mapping)]
    .filter(({ target: candidate, reason }) => {
      // Every exact match is offered. A clause without one is offered once.
      const clause = clauseOfTarget(candidate) ?? "";
      const isNew = reason.code === "candidate-same-words" || !seen.has(clause);
      seen.add(clause);
      return isNew;
    })
    .concat(likely)
    .sort((one, other) => other.score - one.score)
    .slice(0, mostCandidates);
}

/** Returns the clauses of a target if all of them were deleted; otherwise none. */
function removedClauses(target: Target, { base, pairs }: TextMapping): Clause[] {
  const range = target.kind === "document" ? null : anchor(base, target);
  if (!range) return [];
  const heading = target.kind === "section" ? clauseById(base, target.clause) : undefined;
  const clauses = heading ? [heading] : clausesOf(base, range);
  return clauses.some(({ id }) => (pairs.get(id)?.revised.length ?? 0) > 0) ? [] : clauses;
}

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

/** Returns the text most similar to the target in each clause, whether or not it is similar by chance. */
function likePlaces(target: Target, { base, revised }: TextMapping): Candidate[] {
  const quote = searchedText(target, base);
  const index = wordIndexOf(revised);
  const wanted = index.idsOf(quote);
  if (wanted.length === 0) return [];
  return [
    ...(target.kind === "range" ? samePlaces(quote, revised) : []),
    ...likeRuns(index, wanted, leastScore).map((run) => likePlace(run, { target, total: wanted.length }, revised)),
  ];
}

/** Returns the text of a target. A section is searched for by the text of its heading. */
function searchedText(target: Target, base: VersionText): string {
  const range = target.kind === "document" ? null : anchor(base, target);
  if (!range) return "";
  const heading = target.kind === "section" ? clauseById(base, target.clause) : undefined;
  return heading ? base.text.slice(heading.start, heading.end) : base.text.slice(...range);
}

/**
 * Minimum length in words of text that says where its clause went. Fewer words, such as "the Member States", are in
 * other clauses by chance.
 */
const leastTelling = 4;
/** Minimum similarity to text that was there before, and whose presence in the revised version is therefore no news. */
const leastAlike = 0.5;

/**
 * Returns the places of a deleted clause's text: where it is exactly the same, and the text that is similar to a part
 * of it. Text of a few words counts only if the base has it nowhere else.
 */
function tellingPlaces(target: Target, removed: readonly Clause[], mapping: TextMapping): Candidate[] {
  if (target.kind !== "range") return [];
  const { base, revised } = mapping;
  const quote = searchedText(target, base);
  const wanted = wordIndexOf(revised).idsOf(quote);
  const isLong = wanted.length >= leastTelling;
  if (wanted.length === 0 || (!isLong && base.text.indexOf(quote) !== base.text.lastIndexOf(quote))) return [];
  const runs = isLong ? tellingRuns(wanted, removed, mapping) : [];
  return [
    ...samePlaces(quote, revised),
    ...runs.map((run) => likePlace(run, { target, total: wanted.length }, revised)),
  ];
}

/** Returns the clauses that are similar to a deleted clause of the target. */
function likeClauses(target: Target, clause: Clause, mapping: TextMapping): Candidate[] {
  const { base, revised } = mapping;
  const wanted = wordIndexOf(revised).idsOf(base.text.slice(clause.start, clause.end));
  const kind = target.kind === "section" ? "section" : "clause";
  return tellingRuns(wanted, [clause], mapping).flatMap(({ clause: holder, score, shared }): Candidate[] => {
    const found = revised.clauses[holder];
    if (!found) return [];
    const { id, citation: to } = found;
    const params = { to, shared, total: wanted.length };
    return [
      {
        target: { kind, clause: id },
        score,
        reason:
          target.kind === "range"
            ? { code: "candidate-like-clause", params: { from: clause.citation, ...params } }
            : { code: "candidate-like-words", params },
      },
    ];
  });
}

/**
 * Returns the runs of the revised version that are similar to words of deleted clauses by more than chance. Clauses of
 * one text share many words, and most of those were there before. A run is telling if it has at least 5 of the words, or
 * all of a shorter text, and
 *
 * - it is similar even without the words that came from other clauses of the base, or
 * - half of it is the same.
 */
function tellingRuns(wanted: readonly number[], removed: readonly Clause[], mapping: TextMapping): LikeRun[] {
  const index = wordIndexOf(mapping.revised);
  const news = new Set(
    likeRuns(index, wanted, leastScore, newWords(removed, mapping))
      .filter(({ shared }) => shared >= Math.min(leastTelling, wanted.length))
      .map(({ clause }) => clause),
  );
  return likeRuns(index, wanted, leastScore).filter(
    ({ clause, score, shared }) =>
      (shared >= Math.min(leastTelling, wanted.length) && score >= leastAlike) || news.has(clause),
  );
}

/** Marks each revised word with 1 if it is new, or came from one of the given clauses; otherwise with 0. */
function newWords(own: readonly Clause[], { words }: TextMapping): Uint8Array {
  const marks = insertedWords(words).slice();
  for (const { start, end } of own) {
    const [first, next] = wordNumbers(words.base, [start, end]);
    for (const revised of words.toRevised.subarray(first, next)) if (revised >= 0) marks[revised] = 1;
  }
  return marks;
}

const knownInserted = new WeakMap<TextMapping["words"], Uint8Array>();

/** Marks each revised word with 1 if the base does not have it; otherwise with 0. */
function insertedWords(words: TextMapping["words"]): Uint8Array {
  const found = knownInserted.get(words);
  if (found) return found;
  const marks = new Uint8Array(words.revised.starts.length).fill(1);
  for (const revised of words.toRevised) if (revised >= 0) marks[revised] = 0;
  knownInserted.set(words, marks);
  return marks;
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

function likePlace(
  { clause, from, to, score, shared }: LikeRun,
  { target, total }: { target: Target; total: number },
  revised: VersionText,
): Candidate {
  const words = wordIndexOf(revised).clauses[clause];
  const { id = "", citation = "" } = revised.clauses[clause] ?? {};
  return {
    target:
      target.kind === "range"
        ? describe(revised, words?.starts[from] ?? 0, words?.ends[to] ?? 0)
        : { kind: target.kind === "section" ? "section" : "clause", clause: id },
    score,
    reason: { code: "candidate-like-words", params: { to: citation, shared, total } },
  };
}

/**
 * Marks the placement of an annotation as rightly gone if it is an orphan without candidate places: no clause of the
 * revised version is similar to its deleted clause, and none has a part of its text. Its targets must fit their own
 * version, otherwise nothing can be said about their text.
 */
export function markGone(placement: Placement, looked: readonly Pick<LookedFor, "target" | "mappings">[]): Placement {
  if (placement.state !== "orphan" || placement.reason.code === "target-unknown") return placement;
  return candidatePlaces(looked).length > 0 ? placement : { ...placement, gone: true };
}
