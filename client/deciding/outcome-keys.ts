import { type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";

/** The key of each outcome. */
export const outcomeKeys: Readonly<Record<DecisionOutcome, string>> = {
  accepted: "a",
  "accepted-in-part": "p",
  "not-accepted": "x",
  noted: "n",
  merged: "m",
  "out-of-scope": "o",
  deferred: "d",
};

/** Returns the outcome that a key chooses. Undefined if it chooses none. */
export function outcomeOfKey(key: string): DecisionOutcome | undefined {
  return codesOf(decisionOutcomes).find((outcome) => outcomeKeys[outcome] === key);
}
