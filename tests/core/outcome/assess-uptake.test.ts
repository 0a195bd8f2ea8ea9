import fc from "fast-check";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { assessUptake } from "#core/outcome/assess-uptake.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Uptake } from "#core/outcome/uptake.ts";
import { compare } from "#core/compare/compare.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";
import { replaceStep } from "./replace-step.ts";

const recitals: readonly ClauseInShort[] = [
  ["verb", null, "considering"],
  ["recital", "a)", "that meetings may be held far away from those concerned;"],
  ["recital", "b)", "that [regional] exchange points keep traffic local;"],
  ["recital", "c)", "that small operators carry the cost of long routes;"],
  ["recital", "d)", "that records of every meeting are kept and published,"],
];
const base = draftOf(recitals);

/** Returns the uptake of a proposal on the recitals in a revised text. */
function uptakeIn(revised: readonly ClauseInShort[], operations: readonly ProposalOperation[]): Uptake {
  const [from, to] = [versionTextOf(base), versionTextOf(draftOf(revised))];
  return assessUptake(base, operations, textMappingOf(from, to, compare(from, to)));
}

const replace = (clause: string, words: string, by: string): ProposalOperation => replaceStep(base, clause, words, by);

const insertAfter = (after: string, text: string): ProposalOperation => ({
  kind: "insert",
  after,
  clause: { kind: "recital", label: null, depth: 0, content: [{ type: "text", text }] },
});

/** Returns the recitals with some texts changed, by index; null deletes a recital. */
function withTexts(changes: Record<number, string | null>): ClauseInShort[] {
  return recitals.flatMap(([kind, label, text], index): ClauseInShort[] => {
    const next = changes[index] === undefined ? text : changes[index];
    return next === null ? [] : [[kind, label, next]];
  });
}

const should = replace("c2", "may be", "should not be");
const remote = insertAfter("c2", "that taking part from afar is seldom possible;");

test.each<[string, ProposalOperation[], ClauseInShort[], Uptake["extent"], Uptake["reason"]["code"]]>([
  [
    "the proposed words are in the text",
    [should],
    withTexts({ 1: "that meetings should not be held far away from those concerned;" }),
    "verbatim",
    "uptake-words",
  ],
  [
    "half of the proposed words are in the text",
    [should],
    withTexts({ 1: "that meetings should be held far away from those concerned;" }),
    "in-part",
    "uptake-some-words",
  ],
  ["nothing changed", [should], withTexts({}), "not", "uptake-no-words"],
  [
    "the proposed words were inserted, but those they replace remain",
    [replace("c3", "traffic local", "data near")],
    withTexts({ 2: "that [regional] exchange points keep data near and keep traffic local;" }),
    "in-part",
    "uptake-beside",
  ],
  [
    "the words were deleted, but replaced by others",
    [replace("c4", "the cost of long routes", "burdens")],
    withTexts({ 3: "that small operators carry everything;" }),
    "in-part",
    "uptake-replaced-otherwise",
  ],
  [
    "brackets were removed",
    [replace("c3", "[regional]", "regional")],
    withTexts({ 2: "that regional exchange points keep traffic local;" }),
    "verbatim",
    "uptake-gone",
  ],
  ["brackets remain", [replace("c3", "[regional]", "regional")], withTexts({}), "not", "uptake-stays"],
  ["a clause was deleted", [{ kind: "delete", clause: "c4" }], withTexts({ 3: null }), "verbatim", "uptake-gone"],
  [
    "half of a clause was deleted",
    [{ kind: "delete", clause: "c5" }],
    withTexts({ 4: "that records are kept," }),
    "in-part",
    "uptake-some-gone",
  ],
  [
    "a clause to be deleted was only edited",
    [{ kind: "delete", clause: "c5" }],
    withTexts({ 4: "that records of every meeting are kept and published soon," }),
    "not",
    "uptake-stays",
  ],
  [
    "a new clause is in the text word for word",
    [remote],
    [
      ...recitals.slice(0, 2),
      ["recital", "b)", "that taking part from afar is seldom possible;"],
      ...recitals.slice(2),
    ],
    "verbatim",
    "uptake-words",
  ],
  [
    "a new clause was merged into another",
    [remote],
    withTexts({ 1: "that meetings may be held far away, and taking part from afar is rare;" }),
    "in-part",
    "uptake-some-words",
  ],
  [
    "a clause was moved as proposed",
    [{ kind: "move", clause: "c5", after: "c1" }],
    [recitals[0], recitals[4], recitals[1], recitals[2], recitals[3]] as ClauseInShort[],
    "verbatim",
    "uptake-moved",
  ],
  [
    "a clause was not moved",
    [{ kind: "move", clause: "c5", after: "c1" }],
    withTexts({ 1: "that meetings are rare;" }),
    "not",
    "uptake-not-moved",
  ],
  [
    "a clause has the proposed label",
    [{ kind: "relabel", clause: "c3", label: "abis)" }],
    withTexts({}).map(([kind, label, text]) => [kind, label === "b)" ? "abis)" : label, text]),
    "verbatim",
    "uptake-relabelled",
  ],
  [
    "one of two operations was taken up",
    [should, { kind: "delete", clause: "c4" }],
    withTexts({ 3: null }),
    "in-part",
    "uptake-steps",
  ],
])("assesses uptake: %s", (_what, operations, revised, extent, code) => {
  expect(uptakeIn(revised, operations)).toMatchObject({ extent, reason: { code } });
});

const equity = replace("c4", "operators carry", "operators, in the light of equity, carry");

test.each<[string, ClauseInShort[], Uptake["extent"], Uptake["words"]]>([
  [
    "as a whole",
    withTexts({ 4: "that records of every meeting are, in the light of equity, kept and published," }),
    "verbatim",
    [{ clause: "c5", start: 35, end: 57, quote: "in the light of equity" }],
  ],
  ["in part", withTexts({ 4: "that records of every meeting are in the light kept and published," }), "not", []],
])("a phrase of at least four words counts in another clause if it is there %s", (_how, revised, extent, words) => {
  expect(uptakeIn(revised, [equity])).toMatchObject({ extent, words });
});

test("a shorter phrase in another clause, or one that was there before, is not taken up", () => {
  const often = replace("c4", "carry the cost", "often carry costs");
  expect(uptakeIn(withTexts({ 4: "that records often carry costs when they are kept," }), [often]).extent).not.toBe(
    "verbatim",
  );
  const known = replace("c4", "of long routes", "of every meeting are kept");
  expect(uptakeIn(withTexts({}), [known]).extent).toBe("not");
});

const goals = {
  en: [
    "Parties aim to reach a peak of emissions as soon as possible",
    "Each Party shall report by the end of the year on its plans for achieving the goals",
    "The Parties may act jointly in achieving the goals by the agreed year",
  ],
  fr: [
    "Les Parties cherchent à plafonner les émissions dans les meilleurs délais",
    "Chaque Partie rend compte avant la fin de l'année de ses plans afin d'atteindre les objectifs",
    "Les Parties peuvent agir ensemble afin d'atteindre les objectifs avant l'année convenue",
  ],
  es: [
    "Las Partes procuran alcanzar el máximo de las emisiones lo antes posible",
    "Cada Parte informa antes del fin del año de sus planes para lograr las metas",
    "Las Partes pueden actuar juntas para lograr las metas antes del año convenido",
  ],
} as const;
const neutral = {
  en: ", achieving carbon neutrality by the year 2050",
  fr: ", afin d'atteindre la neutralité carbone avant l'année 2050",
  es: ", para lograr la neutralidad de carbono antes del año 2050",
} as const;

test.each<[keyof typeof goals, string, Uptake["extent"]]>([
  ["en", ", achieving a balance of sources and sinks by the year 2080", "not"],
  ["en", " and carbon neutrality in the second half of this century", "in-part"],
  ["en", neutral.en, "verbatim"],
  ["fr", ", afin d'atteindre un équilibre avant la fin de l'année 2080", "not"],
  ["fr", " et visent la neutralité carbone au cours du siècle", "in-part"],
  ["fr", neutral.fr, "verbatim"],
  ["es", ", para lograr el equilibrio antes del año 2080", "not"],
  ["es", " y la neutralidad de carbono en este siglo", "in-part"],
  ["es", neutral.es, "verbatim"],
])("counts words that other clauses have only beside distinctive ones: %s “%s”", (language, added, extent) => {
  const [goal, ...others] = goals[language];
  const draft = (text: string) =>
    draftOf(
      [text, ...others].map((one) => ["paragraph", null, one]),
      language,
    );
  const [from, to] = [versionTextOf(draft(goal)), versionTextOf(draft(goal + added))];
  const proposal = replaceStep(draft(goal), "c1", goal, goal + neutral[language]);
  expect(assessUptake(draft(goal), [proposal], textMappingOf(from, to, compare(from, to))).extent).toBe(extent);
});

test("a text that is replaced by another is not taken up, unless the proposal mainly deletes", () => {
  const revised = withTexts({ 3: "that small operators carry everything;" });
  expect(uptakeIn(revised, [replace("c4", "cost of", "costs and burdens that arise from")]).extent).toBe("not");
  expect(uptakeIn(revised, [replace("c4", "the cost of long routes", "burdens")]).extent).toBe("in-part");
});

test("reports the location of the proposed text that was taken up", () => {
  const { words } = uptakeIn(withTexts({ 1: "that meetings should not be held far away from those concerned;" }), [
    should,
  ]);
  expect(words).toEqual([{ clause: "c2", start: 14, end: 24, quote: "should not" }]);
});

/** All words differ, so that the comparison cannot confuse them. */
const rare = fc.uniqueArray(fc.stringMatching(/^[a-z]{4,9}$/u), { minLength: 3, maxLength: 6 });
const anyReplace = fc.tuple(fc.integer({ min: 1, max: 4 }), rare).map(([index, words]): ProposalOperation => {
  const id = `c${String(index + 1)}`;
  const text = recitals[index]?.[2] ?? "";
  const from = text.indexOf(" ") + 1;
  return replace(id, text.slice(from, text.indexOf(" ", from)), words.map((word) => `x${word}`).join(" "));
});

test("rates a replacement as verbatim once applied, and as not taken up on the base", () => {
  fc.assert(
    fc.property(anyReplace, (operation) => {
      const applied = versionTextOf(applyOperations(base, [operation]).draft);
      const from = versionTextOf(base);
      const extentIn = (revised: typeof from): Uptake["extent"] =>
        assessUptake(base, [operation], textMappingOf(from, revised, compare(from, revised))).extent;
      expect(extentIn(applied)).toBe("verbatim");
      expect(extentIn(from)).toBe("not");
    }),
  );
});
