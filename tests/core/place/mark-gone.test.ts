import { describe as describeRange } from "#core/place/anchor.ts";
import { candidatePlaces, markGone } from "#core/place/candidate-places.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { isRightlyGone, needsDecision } from "#core/place/needs-decision.ts";
import type { PlacementReasonCode } from "#core/place/placement.ts";
import { type TextMapping, textMappingOf } from "#core/place/text-mapping.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";
import { lookedFor } from "./carried.ts";

const kept: readonly ClauseInShort[] = [
  ["verb", null, "considering"],
  ["recital", "a)", "that exchange points keep regional traffic local and lower the cost of access for schools;"],
  ["recital", "b)", "that small networks in the region pay too much for transit to a distant exchange point;"],
];
const deleted: readonly ClauseInShort[] = [
  ["verb", null, "instructs the Director"],
  [
    "operative",
    "1",
    "to limit warming to 1.5 °C and to send a report on cables in the region to the Council every year.",
  ],
];
const base = versionTextOf(draftOf([...kept, ...deleted]));
const clause: Target = { kind: "clause", clause: "c5" };

/** Returns a target for text of the deleted clause. */
function words(quote: string): Target {
  const start = base.text.lastIndexOf(quote);
  return describeRange(base, start, start + quote.length);
}

const versionOf = (...more: ClauseInShort[]): VersionText => versionTextOf(draftOf([...kept, ...more]));

/**
 * Returns the text mapping that pairs only clauses with the same text, each once, so that every other clause was deleted
 * or is new.
 */
function mappingOf(before: VersionText, after: VersionText): TextMapping {
  const left = [...after.clauses];
  const same = before.clauses.flatMap((one) => {
    const text = before.text.slice(one.start, one.end);
    const at = left.findIndex(({ start, end }) => after.text.slice(start, end) === text);
    return at < 0 ? [] : left.splice(at, 1).map((other) => [one, other] as const);
  });
  const pair = { relation: "1:1", edited: false, moved: false, renumbered: false, score: 1 } as const;
  return textMappingOf(before, after, {
    ...compare(before, after),
    pairs: same.map(([one, other]) => ({ ...pair, base: [one.id], revised: [other.id] })),
    kept: same.map(([one, other]) => [one.start, one.end, other.start, other.end]),
    candidates: [],
  });
}

/** Places targets and returns the facts that decide whether a person must look at them. */
function placed(
  targets: Target[],
  mapping: TextMapping,
): { state: string; gone: boolean; waits: boolean; places: number } {
  const looked = lookedFor(targets, mapping);
  const placement = markGone(carryForward({ id: "x", targets }, mapping, "revised"), looked);
  return {
    state: placement.state,
    gone: isRightlyGone(placement),
    waits: needsDecision(placement),
    places: candidatePlaces(looked).length,
  };
}

test.each<[string, Target]>([
  ["a whole clause", clause],
  ["a sentence of it", words("send a report on cables in the region to the Council")],
  ["a few words that other clauses have too", words("in the region")],
  ["one word that other clauses have too", words("to")],
])("%s is rightly gone if no clause is similar to the deleted one", (_what, target) => {
  const facts = placed([target], mappingOf(base, versionOf()));
  expect(facts).toEqual({ state: "orphan", gone: true, waits: false, places: 0 });
});

const similar: ClauseInShort = [
  "recital",
  "c)",
  "that the Council wishes to limit warming, and to see a report on cables.",
];

test.each<[string, Target]>([
  ["a whole clause", clause],
  ["a few words of it", words("the region")],
])("%s needs a decision if a new clause is similar to the deleted one", (_what, target) => {
  const facts = placed([target], mappingOf(base, versionOf(similar)));
  expect(facts).toEqual({ state: "orphan", gone: false, waits: true, places: 1 });
});

test("offers the clause that is similar to the deleted one for words that are nowhere", () => {
  const mapping = mappingOf(base, versionOf(similar));
  expect(candidatePlaces(lookedFor([words("1.5 °C")], mapping))).toEqual([
    {
      targetIndex: 0,
      target: { kind: "clause", clause: "c4" },
      score: expect.closeTo(0.56, 2) as number,
      reason: {
        code: "candidate-like-clause",
        params: { from: "instructs the Director 1", to: "considering c)", shared: 11, total: 22 },
      },
    },
  ]);
});

test("words that only the deleted clause had need a decision if they are elsewhere", () => {
  const mapping = mappingOf(base, versionOf(["heading", null, "The goal of 1.5 °C"]));
  expect(placed([words("1.5 °C")], mapping)).toMatchObject({ gone: false, waits: true, places: 1 });
  expect(placed([words("in the region")], mapping)).toMatchObject({ gone: true, waits: false, places: 0 });
});

test("a clause is not similar because of words that it shared with the deleted one before", () => {
  const shared: ClauseInShort = ["recital", "c)", "that bodies in the region meet, and send a report to the Council;"];
  const before = versionTextOf(draftOf([...kept, shared, ...deleted]));
  const target: Target = { kind: "clause", clause: "c6" };
  expect(placed([target], mappingOf(before, versionOf(shared)))).toMatchObject({ gone: true });
  expect(placed([clause], mappingOf(base, versionOf(shared)))).toMatchObject({ gone: false });
});

test("needs a decision if another clause has the same text as the deleted one", () => {
  const before = versionTextOf(draftOf([...kept, ...deleted, ["operative", "2", deleted[1]?.[2] ?? ""]]));
  expect(placed([{ kind: "clause", clause: "c6" }], mappingOf(before, base))).toMatchObject({
    gone: false,
    waits: true,
  });
});

test("nothing is said about a target that does not fit its own version", () => {
  const unknown: Target = { kind: "clause", clause: "nowhere" };
  expect(placed([unknown], mappingOf(base, versionOf()))).toEqual({
    state: "orphan",
    gone: false,
    waits: true,
    places: 0,
  });
});

test("an annotation is rightly gone only if each of its targets is", () => {
  const other: ClauseInShort = ["operative", "2", "that costs are shared by all of those who ask for copies."];
  const before = versionTextOf(draftOf([...kept, ...deleted, other]));
  const mapping = mappingOf(before, versionOf(similar));
  const second: Target = { kind: "clause", clause: "c6" };
  expect(placed([second], mapping)).toMatchObject({ gone: true });
  expect(placed([second, clause], mapping)).toMatchObject({ gone: false });
});

test.each<[string, Omit<Parameters<typeof needsDecision>[0], "reason"> & { reason?: PlacementReasonCode }, boolean]>([
  ["an approximate placement", { state: "approximate" }, true],
  ["an unplaced annotation", { state: "orphan" }, true],
  ["an annotation that is rightly gone", { state: "orphan", gone: true }, false],
  ["an unplaced annotation that a person left unplaced", { state: "orphan", settled: "given-up" }, false],
  ["an approximate placement that a person confirmed", { state: "approximate", settled: { kind: "confirmed" } }, false],
  ["a clause without its text", { state: "clause-only" }, false],
  ["an annotation whose text is damaged", { state: "orphan", reason: "text-damaged" }, false],
])("whether %s needs a decision", (_what, { reason = "words-removed", ...placement }, expected) => {
  expect(needsDecision({ ...placement, reason: { code: reason } })).toBe(expected);
});
