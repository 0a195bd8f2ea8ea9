import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { redlineOf } from "#core/compare/redline.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftNode } from "../../../fixtures/drafting/finish-draft.ts";
import { addressOf, modelVersions } from "../../../fixtures/model-versions.ts";
import { pairAnswers } from "../../../fixtures/pair-answers.ts";
import { clauseTexts, inOrder, mirrored, spelled } from "./comparison-laws.ts";
import { lettersOf } from "./kept-letters.ts";

const versions = modelVersions();
const texts = new Map(versions.map((version) => [addressOf(version), versionTextOf(draftNode(version.printed))]));
const answers = pairAnswers(versions);

/** The comparisons made so far: tests on one pair of drafts share its comparison. */
const comparisons = new Map<string, Comparison>();

function compared(base: string, revised: string): Comparison {
  const pair = `${base} ${revised}`;
  const known = comparisons.get(pair) ?? compare(texts.get(base)!, texts.get(revised)!);
  comparisons.set(pair, known);
  return known;
}

function relationsIn(pairs: readonly { relation: string; base: string[]; revised: string[] }[]): string[] {
  return pairs.map(({ relation, base, revised }) => [relation, ...base, "=", ...revised].join(" ")).sort();
}

function cited(version: VersionText, ids: readonly string[]): string[] {
  const citations = new Map(version.clauses.map(({ id, citation }) => [id, citation]));
  return ids.map((id) => citations.get(id) ?? "");
}

test.each(answers.map((answer) => [`${answer.base} → ${answer.revised}`, answer] as const))(
  "%s: pairs the clauses according to their known history",
  (_name, { base, revised, pairs }) => {
    const [from, to] = [texts.get(base)!, texts.get(revised)!];
    const found = compared(base, revised).pairs.map((pair) => ({
      ...pair,
      base: cited(from, pair.base),
      revised: cited(to, pair.revised),
    }));
    expect(relationsIn(found)).toEqual(relationsIn(pairs));
  },
);

test("finds 99.5 in 100 kept characters, and 99.5 in 100 of those found are right", () => {
  const sum = { kept: 0, found: 0, right: 0 };
  for (const { base, revised, kept } of answers) {
    const { text } = texts.get(base)!;
    const [truth, ours] = [lettersOf(text, kept), lettersOf(text, compared(base, revised).kept)];
    sum.kept += truth.size;
    sum.found += ours.size;
    for (const [letter, position] of ours) if (truth.get(letter) === position) sum.right += 1;
  }
  expect(sum.right / sum.kept).toBeGreaterThan(0.995);
  expect(sum.right / sum.found).toBeGreaterThan(0.995);
});

/** Every pair in one language, and English with each other language. */
const pairsOfDrafts = [
  ...answers.map(({ base, revised }) => [base, revised] as const),
  ...["ar", "es", "fr", "ru", "zh"].map((language) => ["opinion-5@2", `opinion-5@3:${language}`] as const),
];

test.each(pairsOfDrafts)("obeys the laws of comparisons: %s → %s", (from, to) => {
  const [base, revised] = [texts.get(from)!, texts.get(to)!];
  const comparison = compared(from, to);
  const redline = redlineOf(base, revised, comparison);
  expect([...spelled(redline, "revised", revised)]).toEqual([...clauseTexts(revised)]);
  expect([...spelled(redline, "base", base)]).toEqual([...clauseTexts(base)]);
  expect(inOrder(mirrored(compare(revised, base)))).toEqual(inOrder(comparison));
  for (const [start, end, target, targetEnd] of comparison.kept) {
    expect(base.text.slice(start, end)).toBe(revised.text.slice(target, targetEnd));
  }
});

test.each([...texts])("%s has no changes to itself", (_address, text) => {
  expect(compare(text, text).changes).toEqual([]);
});
