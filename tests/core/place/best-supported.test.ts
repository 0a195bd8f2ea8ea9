import { bestSupported, type PlacedBy } from "#core/place/best-supported.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import type { Placed } from "#core/place/place-range.ts";
import type { Target } from "#core/discuss/target.ts";
import { base, clauses, to, withText } from "./carried.ts";

const { local, open, record } = clauses;
/** A version with the clause `record` shortened in its position, and once more with its text at the end. */
const mapping = to(
  local,
  open,
  withText(record, "c)", "that the record of earlier meetings is long."),
  withText(record, "d)"),
);
const { revised } = mapping;

const quote = "earlier meetings";
const target = describeRange(base, base.text.indexOf(quote), base.text.indexOf(quote) + quote.length);
const whole: Target = { kind: "clause", clause: "c4" };

function at(text: string, more: Partial<Placed> = {}, from = 0): PlacedBy {
  const start = revised.text.indexOf(text, from);
  const targets = [describeRange(revised, start, start + text.length)];
  return {
    placed: { state: "text-changed", score: 0.95, reason: { code: "same-words", params: {} }, targets, ...more },
    mapping,
  };
}
const clauseAt = (id: string, score = 0.9): PlacedBy =>
  at("that", { targets: [{ kind: "clause", clause: id }], score });
const nowhere = at("that", { state: "orphan", score: 1, targets: [] });
const second = revised.text.lastIndexOf("that the record");
const [near, far] = [at("record of earlier"), at(quote, {}, second)];

test.each<[string, Target, PlacedBy, PlacedBy, "through" | "direct"]>([
  ["certain text, if it was not found otherwise", target, nowhere, far, "direct"],
  [
    "certain text instead of a likely place",
    target,
    at("the record", { state: "approximate", score: 0.7 }),
    far,
    "direct",
  ],
  ["certain text instead of its clause", target, at("the record", { state: "clause-only" }), far, "direct"],
  [
    "the certain clause of deleted text, instead of nothing",
    target,
    nowhere,
    at("that the record", { state: "clause-only" }, second),
    "direct",
  ],
  ["nothing, instead of text that is not certain", target, nowhere, at(quote, { score: 0.89 }, second), "through"],
  ["nothing, instead of a likely place", target, nowhere, at(quote, { state: "approximate" }, second), "through"],
  ["exactly the same text", target, near, far, "direct"],
  ["exactly the same text that was followed", target, at(quote), at("record of earlier", {}, second), "through"],
  ["the extent of the words that were followed", target, at("earlier", { state: "approximate" }), at(quote), "through"],
  ["the clause with more words of the target's clause", whole, clauseAt("c3"), clauseAt("c4", 0.6), "direct"],
  ["the clause that was followed, if it has as many of them", whole, clauseAt("c4"), clauseAt("c3"), "through"],
])("prefers %s", (_which, on, through, direct, expected) => {
  expect(bestSupported(on, through, direct)).toBe(expected === "direct" ? direct : through);
});
