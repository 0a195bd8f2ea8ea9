import { compare } from "#core/compare/compare.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import { followPairs } from "#core/lineage/relations.ts";
import { type Comparison, type IndexPair } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

/**
 * A paragraph that every draft rewrites in part, between two paragraphs that stay. The last wording shares no word of
 * content with the first.
 */
const rewritten: Record<string, { around: readonly [string, string]; drafts: readonly string[] }> = {
  en: {
    around: ["Each Party names an office for reports.", "The Board meets every year in the capital of its host."],
    drafts: [
      "Operators of coastal stations shall notify interference to distress frequencies without delay.",
      "Operators of coastal stations shall report harmful signals on distress frequencies within one hour.",
      "Station licensees shall report harmful signals on emergency channels within one hour of noticing them.",
      "Station licensees inform their regulator of harmful signals that emergency channels carry, as soon as seen.",
      "All licensees inform the national regulator about disturbances which emergency channels carry, as soon as seen.",
    ],
  },
  fr: {
    around: ["Chaque Partie désigne un bureau.", "Le Conseil se réunit chaque année dans la capitale de son hôte."],
    drafts: [
      "Les exploitants de stations côtières notifient sans retard les brouillages des fréquences de détresse.",
      "Les exploitants de stations côtières signalent en une heure les émissions nuisibles aux fréquences de détresse.",
      "Les titulaires de licence signalent en une heure les émissions nuisibles aux voies réservées à l'urgence.",
      "Les titulaires de licence avertissent leur régulateur des émissions perturbant les voies réservées à l'urgence.",
      "Tout titulaire avertit le régulateur national de ce qui perturbe les voies réservées à l'urgence.",
    ],
  },
};

/** The paragraph moves to the end in the last draft, so that its place says nothing. */
function drafts(language: string): VersionText[] {
  const { around, drafts: texts } = rewritten[language] as (typeof rewritten)[string];
  return texts.map((text, at) => {
    const lines = at === texts.length - 1 ? [...around, text] : [around[0], text, around[1]];
    return versionTextOf(
      draftOf(
        lines.map((line) => ["paragraph", null, line]),
        language,
      ),
    );
  });
}

const partnerOf = ({ pairs }: Comparison, clause: string | undefined): Comparison["pairs"][number] | undefined =>
  pairs.find(({ base }) => base.includes(clause ?? ""));

test.each(["en", "fr"])("a clause that every draft rewrote is followed through all of them: %s", (language) => {
  const [first, ...rest] = drafts(language) as [VersionText, ...VersionText[]];
  const last = rest.pop() as VersionText;
  const [clause, became] = [first.clauses[1]?.id, last.clauses[2]?.id];
  expect(partnerOf(compare(first, last), clause)?.relation).toBe("removed");
  const { comparison } = compareVia(first, rest, last);
  expect(partnerOf(comparison, clause)).toMatchObject({ relation: "1:1", revised: [became], moved: true });
  // And from the other side.
  expect(partnerOf(compareVia(last, rest.toReversed(), first).comparison, became)).toMatchObject({ revised: [clause] });
});

test("a person's refusal of the clauses counts more than the steps", () => {
  const [first, ...rest] = drafts("en") as [VersionText, ...VersionText[]];
  const last = rest.pop() as VersionText;
  const [clause = "", became = ""] = [first.clauses[1]?.id, last.clauses[2]?.id];
  const links = [{ base: clause, revised: became, isRefusal: true }] as const;
  expect(partnerOf(compareVia(first, rest, last, { links }).comparison, clause)?.relation).toBe("removed");
});

const pair = (base: number[], revised: number[], score = 1): IndexPair => ({ base, revised, score, moved: false });

test("the confidence in a chain is the product of those in its steps, and cuts none", () => {
  const steps = [[pair([0], [1], 0.5)], [pair([1], [2], 0.5)], [pair([2], [0], 0.4)]];
  expect(followPairs(steps)).toEqual([{ base: 0, revised: 0, score: 0.1 }]);
});

test("a chain ends where a step has no pair, and the better of two chains counts", () => {
  expect(followPairs([[pair([0], [0]), pair([1], [1])], [pair([1], [1])]])).toEqual([
    { base: 1, revised: 1, score: 1 },
  ]);
  const steps = [[pair([0], [0, 1], 0.9)], [pair([0, 1], [0], 0.8), pair([2], [1])]];
  expect(followPairs(steps)).toEqual([{ base: 0, revised: 0, score: 0.9 * 0.8 }]);
});
