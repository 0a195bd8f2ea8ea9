import { assessUptake } from "#core/outcome/assess-uptake.ts";
import { mayBeTaken, placeTaken } from "#core/outcome/place-taken.ts";
import { compare } from "#core/compare/compare.ts";
import { anchor } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import type { Placement } from "#core/place/placement.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { operationTargets } from "#core/propose/operation-targets.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";
import { replaceStep } from "./replace-step.ts";

const operatives: readonly ClauseInShort[] = [
  ["verb", null, "invites Member States"],
  ["operative", "1", "that every national plan shall state who is to be connected by the end of the decade;"],
  ["operative", "2", "to report each year on the steps taken and on what remains to be done;"],
  ["operative", "3", "to publish the record of every meeting within a month."],
];
const draft = draftOf(operatives);
const base = versionTextOf(draft);

const replace = (clause: string, words: string, by: string): ProposalOperation => replaceStep(draft, clause, words, by);

/** Replaces texts of the operatives, by number from 1. */
function revisedWith(...edits: [number, string, string][]): ClauseInShort[] {
  return operatives.map(([kind, label, text], index) => {
    const all = edits.filter(([number]) => number === index);
    return [kind, label, all.reduce((edited, [, words, by]) => edited.replace(words, by), text)];
  });
}

/** Places a proposal on a later text, as services do. */
function place(
  operations: readonly ProposalOperation[],
  clauses: readonly ClauseInShort[],
  more: Partial<Pick<Annotation, "kind" | "standing">> = {},
): Pick<Placement, "state" | "score" | "reason"> & { words: (string | null)[] } {
  const revised = versionTextOf(draftOf(clauses));
  const mapping = textMappingOf(base, revised, compare(base, revised));
  const targets = operationTargets(operations, base);
  const carried = carryForward({ id: "x", targets }, mapping, "revised");
  const proposal = {
    kind: "proposal" as const,
    standing: "open" as const,
    operations: [...operations],
    targets,
    ...more,
  };
  const placement = mayBeTaken(proposal, carried, mapping)
    ? placeTaken(carried, assessUptake(draft, operations, mapping), mapping)
    : carried;
  const words = placement.targets.map((target) => {
    const range = anchor(revised, target);
    return range && revised.text.slice(...range);
  });
  return { state: placement.state, score: placement.score, reason: placement.reason, words };
}

const should = replace("c2", "shall", "should");

test("places a proposal of one word at that word, once it is taken", () => {
  expect(place([should], revisedWith([1, "shall", "should"]))).toEqual({
    state: "taken",
    score: 1,
    reason: { code: "proposal-taken", params: { to: "invites Member States 1" } },
    words: ["should"],
  });
});

test("includes proposed text that was there before", () => {
  const proposal = replace("c2", "shall state", "should state");
  expect(place([proposal], revisedWith([1, "shall state", "should state"]))).toMatchObject({
    state: "taken",
    words: ["should state"],
  });
});

test("places a proposal at the first to the last proposed word of each clause", () => {
  const operations = [should, replace("c2", "decade", "century"), replace("c4", "month", "week")];
  expect(
    place(operations, revisedWith([1, "shall", "should"], [1, "decade", "century"], [3, "month", "week"])),
  ).toMatchObject({
    state: "taken",
    words: ["should state who is to be connected by the end of the century", "week"],
  });
});

test("places a proposal at its text if the rest of the clause was deleted", () => {
  const proposal = replace("c3", "report each year on the steps taken", "publish yearly figures");
  expect(
    place([proposal], revisedWith([2, "report each year on the steps taken", "publish yearly figures"])),
  ).toMatchObject({
    state: "taken",
    words: ["publish yearly figures"],
  });
});

test.each<[string, ProposalOperation[], ClauseInShort[], string]>([
  ["other text", [should], revisedWith([1, "shall", "may"]), "text-changed"],
  [
    "a part of its text",
    [replace("c2", "shall", "should always")],
    revisedWith([1, "shall", "should"]),
    "text-changed",
  ],
  [
    "a deletion that was made",
    [replace("c3", " and on what remains to be done", "")],
    revisedWith([2, " and on what remains to be done", ""]),
    "clause-only",
  ],
  [
    "text beside words that are unchanged",
    [replace("c3", "each year", "each year")],
    revisedWith([2, "each year", "each year, in writing,"]),
    "exact",
  ],
])("keeps the placement of a proposal for %s", (_case, operations, clauses, state) => {
  expect(place(operations, clauses).state).toBe(state);
});

test("keeps an insertion at its unchanged position", () => {
  const insertion = replace("c3", "", "in writing ");
  const at = "to report ".length;
  const operations = [
    { ...insertion, start: { clause: "c3", offset: at }, end: { clause: "c3", offset: at } },
  ] as ProposalOperation[];
  const unchanged = revisedWith([2, "taken", "completed"]);
  expect(place(operations, unchanged)).toMatchObject({ state: "exact", words: [""] });
});

test("keeps the proposal of a new clause at the unchanged clause before it, once it is taken", () => {
  const text = "to invite every new member to the next meeting;";
  const clause = { kind: "operative", label: null, depth: 0, content: [{ type: "text", text }] } as const;
  const insertion = { kind: "insert", after: "c3", clause } as unknown as ProposalOperation;
  const revised = [...operatives.slice(0, 3), ["operative", "2bis", text] as const, ...operatives.slice(3)];
  expect(place([insertion], revised)).toMatchObject({ state: "exact", words: [operatives[2]![2]] });
});

test("places a proposal at its insertion, once it is taken", () => {
  const at = { clause: "c3", offset: "to report ".length };
  const insertion: ProposalOperation = {
    kind: "replace",
    start: at,
    end: at,
    content: [{ type: "text", text: "openly " }],
  };
  const revised = revisedWith([2, "each year", "openly each year"]);
  expect(place([insertion], revised)).toMatchObject({ state: "taken", words: ["openly"] });
});

test("lists the text of a proposal in the order of the later text", () => {
  const operations = [should, replace("c4", "month", "week")];
  const [verb, first, second, third] = revisedWith([1, "shall", "should"], [3, "month", "week"]);
  expect(place(operations, [verb!, third!, second!, first!])).toMatchObject({
    state: "taken",
    words: ["week", "should"],
  });
});

test.each<[string, Partial<Pick<Annotation, "kind" | "standing">>]>([
  ["a withdrawn proposal", { standing: "withdrawn" }],
  ["a hidden proposal", { standing: "hidden" }],
  ["a comment", { kind: "comment" }],
])("does not reveal the text of %s by its position", (_case, more) => {
  expect(place([should], revisedWith([1, "shall", "should"]), more).state).toBe("text-changed");
});

test("ignores the old position of an approximate placement", () => {
  const operations = [should];
  const revised = versionTextOf(draftOf(revisedWith([1, "shall", "should"])));
  const mapping = textMappingOf(base, revised, compare(base, revised));
  const uptake = assessUptake(draft, operations, mapping);
  const clause = revised.clauses[1]!;
  const there = {
    kind: "range",
    start: { clause: clause.id, offset: 0 },
    end: { clause: clause.id, offset: 4 },
    quote: { exact: "that", prefix: "", suffix: "" },
  } as const;
  const carried: Placement = {
    ...carryForward({ id: "x", targets: operationTargets(operations, base) }, mapping, "revised"),
    targets: [there],
  };
  const start = (placement: Placement): unknown =>
    placement.targets.map((target) => target.kind === "range" && target.quote.exact);
  expect(start(placeTaken({ ...carried, state: "approximate" }, uptake, mapping))).toEqual(["should"]);
  expect(start(placeTaken({ ...carried, state: "text-changed" }, uptake, mapping))).toEqual([
    "that every national plan should",
  ]);
});
