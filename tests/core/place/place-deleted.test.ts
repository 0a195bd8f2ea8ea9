import { describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import type { Target } from "#core/discuss/target.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { base, carried, clauses, found, to, withText, words } from "./carried.ts";

const { verb, local, open, record, invites, support, report } = clauses;

/** Returns the text mapping to a version in which b) has another text, and perhaps another label. */
const toOpen = (text: string, label = "b)"): TextMapping => to(verb, local, withText(open, label, text), record);
const edited = (old: string, by: string): TextMapping => toOpen(open[2].replace(old, by));

const replaced = (was: string, is: string): ReturnType<typeof carried> => ({
  state: "text-changed",
  reason: { code: "word-replaced", params: { to: "considering b)", was, is } },
  words: [is],
});

test.each<[string, Target, TextMapping, ReturnType<typeof carried>]>([
  ["a word", words("leads"), edited("leads", "contributes"), replaced("leads", "contributes")],
  ["a word with a mark", words(" (with"), edited("with all", "among all"), replaced("with", "among")],
  ["a part of a word", words("ead"), edited("leads", "contributes"), replaced("leads", "contributes")],
  [
    "the first word of its clause",
    words("that an open"),
    edited("that an open", "since any fair"),
    replaced("that an open", "since any fair"),
  ],
  ["the last word of its clause", words("accept"), edited("accept", "support"), replaced("accept", "support")],
  ["one of two words", words("leads"), edited("leads to", "may bring"), replaced("leads to", "may bring")],
  ["a word by three words", words("leads"), edited("leads", "may then lead"), replaced("leads", "may then lead")],
])("places %s at its replacement", (_case, target, mapping, expected) => {
  expect(carried([target], mapping)).toEqual(expected);
});

test("cites the clause of a replacement with its new label", () => {
  const mapping = toOpen(open[2].replace("leads", "contributes"), "bis)");
  expect(carried([words("leads")], mapping).reason.params).toMatchObject({ to: "considering bis)" });
});

test("reports the move of a clause in which a word was replaced", () => {
  const mapping = to(verb, record, local, withText(open, "c)", open[2].replace("leads", "contributes")), invites);
  const moved: TextMapping = {
    ...mapping,
    pairs: new Map(mapping.pairs).set("c3", { ...mapping.pairs.get("c3")!, moved: true }),
  };
  expect(carried([words("leads")], moved)).toMatchObject({
    state: "clause-moved",
    reason: { code: "clause-moved-words-replaced", params: { replaced: 1, total: 1 } },
    words: ["contributes"],
  });
});

test.each<[string, Target, TextMapping]>([
  ["a word that was deleted", words("open"), edited("an open", "an")],
  ["a word that was deleted beside a replaced one", words("open"), edited("an open", "a")],
  ["a word in a longer run", words("leads"), edited("leads to policies that", "brings rules which many")],
  ["a word with a longer replacement", words("leads"), edited("leads", "may one day lead")],
])("places %s at the clause alone", (_case, target, mapping) => {
  expect(carried([target], mapping)).toMatchObject({
    state: "clause-only",
    words: [mapping.revised.text.split("\n")[2]],
  });
});

test("places a replaced word at the clause alone if a word beside it is not the same", () => {
  const mapping = edited("leads", "contributes");
  const toRevised = Int32Array.from(mapping.words.toRevised);
  toRevised[mapping.words.base.starts.indexOf(base.text.indexOf("to policies"))] = -1;
  const unsure: TextMapping = { ...mapping, words: { ...mapping.words, toRevised } };
  expect(carried([words("leads")], mapping).state).toBe("text-changed");
  expect(carried([words("leads")], unsure).state).toBe("clause-only");
});

/** Returns the text mapping with another score for the pair of b). */
function withScore(mapping: TextMapping, score: number): TextMapping {
  return { ...mapping, pairs: new Map(mapping.pairs).set("c3", { ...mapping.pairs.get("c3")!, score }) };
}

test("does not place a word at a replacement in a clause that may be another", () => {
  const mapping = edited("leads", "contributes");
  expect(carried([words("leads")], withScore(mapping, 0.5)).state).toBe("text-changed");
  expect(carried([words("leads")], withScore(mapping, 0.49)).state).toBe("approximate");
});

const shortened = "that an open process (with all stakeholders);";
const lostWords = words("policies that more people accept");

test.each<[string, number, number]>([
  ["certain", 1, 1],
  ["less certain", 0.8, 0.8],
])("scores deleted text in a %s clause by the clause", (_case, score, expected) => {
  const placement = carryForward({ id: "x", targets: [lostWords] }, withScore(toOpen(shortened), score), "revised");
  expect(placement).toMatchObject({ state: "clause-only", score: expected });
});

test("scores deleted text lower for each word that is left", () => {
  const rewritten = versionTextOf(draftOf([withText(record, "c)", "that old records show the same question.")]));
  const mapping = found(rewritten, [{ base: ["c4"], revised: ["c1"], score: 0.9 }], ["question"]);
  const { score } = carryForward({ id: "x", targets: [words(record[2])] }, mapping, "revised");
  expect(score).toBeCloseTo((0.9 * 13) / 14);
});

test("scores a position without words by the clause", () => {
  const at = base.text.indexOf("leads");
  const mapping = edited("leads to", "creates");
  const placement = carryForward({ id: "x", targets: [describeRange(base, at, at)] }, mapping, "revised");
  expect(placement).toMatchObject({ state: "clause-only", score: mapping.pairs.get("c3")!.score });
});

test("asks a person about deleted text in a clause that may be another", () => {
  expect(carried([lostWords], withScore(toOpen(shortened), 0.3))).toMatchObject({
    state: "approximate",
    reason: { code: "few-words-left", params: { to: "considering b)" } },
    words: [shortened],
  });
});

/** Text from b) to c). */
const across = words("policies that more people accept;\nthat the record of earlier meetings shows");
const shortRecord = "how often the same question came back.";

test.each<[string, TextMapping, string[]]>([
  [
    "both if both are left",
    to(verb, local, withText(open, "b)", shortened), withText(record, "c)", shortRecord)),
    [shortened, shortRecord],
  ],
  [
    "the one that is left",
    to(verb, local, withText(record, "c)", shortRecord), invites, support, report),
    [shortRecord],
  ],
])("places deleted text of two clauses at %s", (_case, mapping, expected) => {
  expect(carried([across], mapping)).toMatchObject({ state: "clause-only", words: expected });
});

test("leaves out a clause that may be another beside one that is certain", () => {
  const mapping = to(verb, local, withText(open, "b)", shortened), withText(record, "c)", shortRecord));
  expect(carried([across], withScore(mapping, 0.3))).toMatchObject({ state: "clause-only", words: [shortRecord] });
});

test("leaves deleted text unplaced if its clause was deleted too", () => {
  expect(carried([lostWords], to(verb, local, record))).toEqual({
    state: "orphan",
    reason: { code: "clause-removed", params: { from: "considering b)" } },
    words: [],
  });
});

test.each<[string, string, number]>([
  ["the words before it", "regional traffic", 0],
  ["the words after it", "for small providers", 1],
])("places deleted text of a split clause at the part with %s", (_case, quote, part) => {
  const [first, second] = [
    "that exchange points keep regional local;",
    "that they lower the cost of access for, schools and hospitals far from any large city;",
  ];
  const revised = versionTextOf(draftOf([verb, withText(local, "a)", first), withText(local, "b)", second)]));
  const kept = [
    "that exchange points keep regional",
    "lower the cost of access for",
    "schools and hospitals far from any large city",
  ];
  const mapping = found(revised, [{ relation: "1:n", base: ["c2"], revised: ["c2", "c3"] }], kept);
  const target = quote === "regional traffic" ? words("traffic") : words("small providers");
  expect(carried([target], mapping)).toMatchObject({ state: "clause-only", words: [[first, second][part]] });
});
