import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { printedText } from "../../../fixtures/drafting/printed-text.ts";
import { addressOf, agreementVersions } from "../../../fixtures/model-versions.ts";
import { pairAnswers } from "../../../fixtures/pair-answers.ts";
import { lettersOf } from "./kept-letters.ts";

/*
 * The drafts of the Agreement, whose edits are known: Articles are inserted, split, merged and renumbered, and options
 * become text.
 */

const versions = agreementVersions();
const texts = new Map(versions.map((version) => [addressOf(version), printedText(version.printed)]));
const answers = pairAnswers(versions);
const comparisons = answers.map(({ base, revised }) => compare(texts.get(base)!, texts.get(revised)!));
const named = answers.map((answer, index) => [`${answer.base} → ${answer.revised}`, answer, index] as const);

function relationsIn(pairs: readonly { relation: string; base: string[]; revised: string[] }[]): string[] {
  return pairs.map(({ relation, base, revised }) => [relation, ...base, "=", ...revised].join(" ")).sort();
}

function cited(version: VersionText, ids: readonly string[]): string[] {
  const citations = new Map(version.clauses.map(({ id, citation }) => [id, citation]));
  return ids.map((id) => citations.get(id) ?? "");
}

function withCitations(pairs: readonly ClausePair[], from: VersionText, to: VersionText) {
  return pairs.map((pair) => ({ ...pair, base: cited(from, pair.base), revised: cited(to, pair.revised) }));
}

test.each(named)("%s: pairs the clauses according to their known history", (_name, { base, revised, pairs }, index) => {
  const [from, to] = [texts.get(base)!, texts.get(revised)!];
  expect(relationsIn(withCitations(comparisons[index]!.pairs, from, to))).toEqual(relationsIn(pairs));
});

test.each(["", ":fr"])(
  "agreement@1%s to 5, through the drafts between: pairs also what was missing for two drafts",
  (language) => {
    const [from, ...vias] = ["1", "2", "3", "4"].map((round) => texts.get(`agreement@${round}${language}`)!);
    const to = texts.get(`agreement@5${language}`)!;
    const { pairs } = compareVia(from!, vias, to).comparison;
    const known = answers.find(
      ({ base, revised }) => base === `agreement@1${language}` && revised === `agreement@5${language}`,
    )!;
    expect(relationsIn(withCitations(pairs, from!, to))).toEqual(relationsIn(known.pairs));
  },
);

test("each draft but the first has the same relations in both languages to every draft before", () => {
  const inEnglish = new Map(answers.map((answer) => [`${answer.base} ${answer.revised}`, answer.pairs]));
  const french = answers.filter(({ base }) => base.endsWith(":fr"));
  expect(french).toHaveLength(10);
  for (const { base, revised, pairs } of french) {
    const english = inEnglish.get(`${base} ${revised}`.replaceAll(":fr", ""))!;
    const relations = (all: typeof pairs): string[] => all.map(({ relation, moved }) => `${relation} ${moved}`);
    expect(relations(pairs)).toEqual(relations(english));
  }
});

test("finds 99 in 100 kept characters, and 99 in 100 of those found are right", () => {
  const sum = { kept: 0, found: 0, right: 0 };
  for (const [index, { base, kept }] of answers.entries()) {
    const { text } = texts.get(base)!;
    const [truth, ours] = [lettersOf(text, kept), lettersOf(text, comparisons[index]!.kept)];
    sum.kept += truth.size;
    sum.found += ours.size;
    for (const [letter, position] of ours) if (truth.get(letter) === position) sum.right += 1;
  }
  expect(sum.right / sum.kept).toBeGreaterThan(0.99);
  expect(sum.right / sum.found).toBeGreaterThan(0.99);
});
