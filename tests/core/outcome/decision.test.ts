import { OutcomeFilter, DecisionOutcome, decisionOutcomes, inclusionOf } from "#core/outcome/decision.ts";

test("keeps the order of the outcomes, with undecided last in the filter", () => {
  expect(OutcomeFilter.options).toEqual([
    "accepted",
    "accepted-in-part",
    "not-accepted",
    "noted",
    "merged",
    "out-of-scope",
    "deferred",
    "undecided",
  ]);
});

test.each(DecisionOutcome.options)("does not collect a proposal that is %s once a version shows it", (outcome) => {
  expect(inclusionOf({ outcome, shownIn: "v-3" })).toBe("never");
});

test.each([
  ["by-default", ["accepted"]],
  ["if-picked", ["accepted-in-part"]],
  ["never", ["not-accepted", "noted", "merged", "out-of-scope", "deferred"]],
])("collects %s: %j", (when, outcomes) => {
  expect(DecisionOutcome.options.filter((outcome) => inclusionOf({ outcome, shownIn: null }) === when)).toEqual(
    outcomes,
  );
});

test("collects an undecided proposal only if a person picks it", () => {
  expect(inclusionOf(null)).toBe("if-picked");
});

test("the next draft collects only outcomes that take the wording up", () => {
  const included = DecisionOutcome.options.filter((outcome) => decisionOutcomes[outcome].inclusion !== "never");
  expect(included.filter((outcome) => !decisionOutcomes[outcome].takesUp)).toEqual([]);
});
