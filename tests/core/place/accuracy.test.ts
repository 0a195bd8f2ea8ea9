import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { anchor, describe } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { carryIndex, carryRange, textMappingOf } from "#core/place/text-mapping.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftNode } from "../../../fixtures/drafting/finish-draft.ts";
import { addressOf, modelVersions } from "../../../fixtures/model-versions.ts";
import { pairAnswers } from "../../../fixtures/pair-answers.ts";
import { overlap, scoreKept } from "../../bench/scored-case.ts";
import { makeForum } from "../../support/make-forum.ts";
import { scripts } from "../../support/made-words.ts";
import { randomFrom } from "../../support/random-from.ts";

/*
 * Holds the accuracy of the comparison and of carrying at the figures reached so far, on drafts whose history is known.
 * Constants of core/compare and core/place that get slightly worse turn these tests red. If a change makes the figures
 * better, raise the floors.
 */

type Range = readonly [start: number, end: number];

/** Two drafts with a known history: the kept words, and the new location of some ranges. */
interface KnownDraft {
  base: VersionText;
  revised: VersionText;
  kept: number[][];
  spans: { start: number; end: number; truth: Range | null }[];
}

/** Minimum overlap with the true range for a location to count as right. */
const enoughOverlap = 0.8;

/** A range counts as gone if a smaller share of its words is left. */
const leastShare = 0.2;

/** Drafts with random text and edits: few edits, as between two meetings, and many, as in a rewrite. */
function generatedDrafts(share: number): KnownDraft[] {
  return scripts.map((script, index) => {
    const forum = makeForum({ seed: index + 1, script, clauses: 120, drafts: 2, annotations: 1500, share });
    const [base, revised] = [forum.versions[0]!, forum.versions[1]!];
    const spans = forum.annotations.map(({ start, end, places }) => ({ start, end, truth: places[0] ?? null }));
    return { base, revised, kept: forum.keptBetween(0, 1), spans };
  });
}

const versions = modelVersions();
const texts = new Map(versions.map((version) => [addressOf(version), versionTextOf(draftNode(version.printed))]));
const answers = pairAnswers(versions);

/** The comparisons made so far, by the base: two tests compare the drafts of the model forum. */
const comparisons = new Map<VersionText, Map<VersionText, Comparison>>();

function compared(base: VersionText, revised: VersionText): Comparison {
  const ofBase = comparisons.get(base) ?? new Map<VersionText, Comparison>();
  const comparison = ofBase.get(revised) ?? compare(base, revised);
  comparisons.set(base, ofBase.set(revised, comparison));
  return comparison;
}

/** The drafts of the model forum, in every language, with random ranges of 3 to 40 words. */
function modelDrafts(): KnownDraft[] {
  const random = randomFrom(1);
  return answers.map((answer) => {
    const [base, revised] = [texts.get(answer.base)!, texts.get(answer.revised)!];
    const kept = answer.kept.map((range) => [...range]);
    const words = [...base.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }): Range => {
      return [index, index + word.length];
    });
    const spans = Array.from({ length: 60 }, () => {
      const first = Math.floor(random() * words.length);
      const clause = clauseAt(base.clauses, words[first]![0])!;
      const length = 3 + Math.floor(random() * 38);
      const range = words.slice(first, first + length).filter(([, end]) => end <= clause.end);
      return { start: range[0]![0], end: range.at(-1)![1], truth: knownPlace(range, kept, revised) };
    });
    return { base, revised, kept, spans };
  });
}

/** Returns the range from the first to the last kept word, in the clause that contains most of them. */
function knownPlace(words: readonly Range[], kept: readonly number[][], revised: VersionText): Range | null {
  const byClause = new Map<string, Range[]>();
  for (const [start, end] of words) {
    const range = kept.find(([from = 0, to = 0]) => from <= start && end <= to);
    if (!range) continue;
    const shift = range[2]! - range[0]!;
    const { id } = clauseAt(revised.clauses, start + shift)!;
    byClause.set(id, [...(byClause.get(id) ?? []), [start + shift, end + shift]]);
  }
  const [left = []] = [...byClause.values()].sort((one, other) => other.length - one.length);
  const places = left.toSorted(([one], [other]) => one - other);
  return places.length / words.length >= leastShare && places.length > 0 ? [places[0]![0], places.at(-1)![1]] : null;
}

interface Accuracy {
  /** Share of the placed ranges whose placement is correct. */
  precision: number;
  /** Share of the ranges with a true placement that were carried to it. */
  recall: number;
  /** F1 of the kept words. */
  keptWords: number;
}

function accuracyOf(drafts: readonly KnownDraft[]): Accuracy {
  let [carried, known, right, f1] = [0, 0, 0, 0];
  for (const { base, revised, kept, spans } of drafts) {
    const comparison = compared(base, revised);
    f1 += scoreKept({ base, revised, vias: [], kept, spans: [] }, comparison.kept).f1 / drafts.length;
    const index = carryIndex(base, revised, comparison);
    for (const { start, end, truth } of spans) {
      const { range } = carryRange(index, [start, end]);
      if (truth) known += 1;
      if (range) carried += 1;
      if (range && truth && overlap(range, truth) >= enoughOverlap) right += 1;
    }
  }
  return { precision: right / carried, recall: right / known, keptWords: f1 };
}

test.each<[string, () => KnownDraft[], Accuracy]>([
  [
    "generated drafts with few edits",
    () => generatedDrafts(0.02),
    { precision: 0.9986, recall: 0.9986, keptWords: 0.9998 },
  ],
  [
    "generated drafts with many edits",
    () => generatedDrafts(0.4),
    { precision: 0.928, recall: 0.9045, keptWords: 0.9556 },
  ],
  ["the drafts of the model forum", modelDrafts, { precision: 0.9854, recall: 0.9799, keptWords: 0.9945 }],
])("compares and carries %s as accurately as before", (_which, drafts, floors) => {
  const { precision, recall, keptWords } = accuracyOf(drafts());
  expect(precision).toBeGreaterThanOrEqual(floors.precision);
  expect(recall).toBeGreaterThanOrEqual(floors.recall);
  expect(keptWords).toBeGreaterThanOrEqual(floors.keptWords);
});

test("places deleted and replaced words of the model forum in their own clauses", () => {
  const astray: string[] = [];
  const counts = { "clause-only": 0, "word-replaced": 0 };
  for (const { base, revised, pairs } of answers) {
    const [from, to] = [texts.get(base)!, texts.get(revised)!];
    const mapping = textMappingOf(from, to, compared(from, to));
    for (const { index, 0: word } of from.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      const targets = [describe(from, index, index + word.length)];
      const placement = carryForward({ id: "", targets }, mapping, "");
      const kind = placement.state === "clause-only" ? placement.state : placement.reason.code;
      if (kind !== "clause-only" && kind !== "word-replaced") continue;
      counts[kind] += 1;
      const { citation } = clauseAt(from.clauses, index)!;
      const known = pairs.filter((pair) => pair.base.includes(citation)).flatMap((pair) => pair.revised);
      const there = clauseAt(to.clauses, anchor(to, placement.targets[0]!)![0])!.citation;
      if (!known.includes(there)) astray.push(`${word} in ${citation} of ${base}: ${there} of ${revised}`);
    }
  }
  expect(astray).toEqual([]);
  // Words that are no longer found would not be astray.
  expect(counts["clause-only"]).toBeGreaterThan(1000);
  expect(counts["word-replaced"]).toBeGreaterThan(100);
});
