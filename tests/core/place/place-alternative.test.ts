import { compare } from "#core/compare/compare.ts";
import type { Target } from "#core/discuss/target.ts";
import { describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import type { Placement } from "#core/place/placement.ts";
import { textMappingOf } from "#core/place/text-mapping.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { read } from "../text/typed-draft.ts";

const before = ["Article 8", "The aim of this Agreement is access to shared networks.", "Article 9 Finance"];
const first = "Developed Parties shall provide financial resources to other Parties, in addition to earlier ones.";
const second =
  "All Parties able to do so shall provide financial resources to other Parties that operate exchange points.";
const after = ["3. The fund shall report.", "Article 10", "The Parties shall review this Agreement every five years."];
const base = versionTextOf(
  read([...before, "1. Each Party shall plan.", `2. Option 1: ${first}`, `Option 2: ${second}`, ...after]),
);
const chosen = second.replace("All Parties", "Parties");
const revised = versionTextOf(read([...before, "1. Each Party shall plan.", `2. ${chosen}`, ...after]));
const mapping = textMappingOf(base, revised, compare(base, revised));

function carried(target: Target): Placement {
  return carryForward({ id: "note", targets: [target] }, mapping, "revised");
}

function words(phrase: string, from: string): Target {
  const at = base.text.indexOf(phrase, base.text.indexOf(from));
  return describeRange(base, at, at + phrase.length);
}

test("moves a comment on an option that was not chosen to the text that was, with a reason", () => {
  expect(carried({ kind: "clause", clause: "art-9.2-option-1" })).toMatchObject({
    state: "alternative",
    reason: {
      code: "other-option-chosen",
      params: { from: "Art. 9.2, Option 1", chosen: "Art. 9.2, Option 2", to: "Art. 9.2" },
    },
    targets: [{ kind: "clause", clause: "art-9.2" }],
  });
});

test("places words that both options have at the same words of the text", () => {
  const { state, targets } = carried(words("financial resources to other Parties", first));
  expect(state).toBe("alternative");
  expect(targets).toMatchObject([{ kind: "range", quote: { exact: "financial resources to other Parties" } }]);
});

test("places words that only the other option has at the clause", () => {
  expect(carried(words("in addition to earlier ones", first))).toMatchObject({
    state: "alternative",
    targets: [{ kind: "clause", clause: "art-9.2" }],
  });
});

test("is as certain as the pair of the chosen option and the text", () => {
  const reworded =
    "Parties able to do so shall help other Parties that operate exchange points, with money and advice.";
  const to = versionTextOf(read([...before, "1. Each Party shall plan.", `2. ${reworded}`, ...after]));
  const comparison = compare(base, to);
  const note = { id: "note", targets: [{ kind: "clause", clause: "art-9.2-option-1" } as const] };
  const { score } = carryForward(note, textMappingOf(base, to, comparison), "to");
  expect(score).toBe(comparison.pairs.find((pair) => pair.base.includes("art-9.2-option-2"))?.score);
  expect(score).toBeLessThan(1);
});

test.each<[string, Target]>([
  ["the clause", { kind: "clause", clause: "art-9.2-option-2" }],
  ["its words", words("shall provide financial resources to other Parties that operate", second)],
])("keeps a comment on %s of the chosen option, which is now the text", (_case, target) => {
  const { state, reason } = carried(target);
  expect([state === "alternative", reason.code]).toEqual([false, "option-chosen"]);
});

test("keeps a comment on the clause that had only options, now that it has a text", () => {
  expect(carried({ kind: "clause", clause: "art-9.2" })).toMatchObject({
    state: "text-changed",
    reason: { code: "option-chosen", params: { from: "Art. 9.2, Option 2", to: "Art. 9.2" } },
    targets: [{ kind: "clause", clause: "art-9.2" }],
  });
});

test("leaves a comment on options that were all deleted without a placement", () => {
  const without = versionTextOf(read([...before, "1. Each Party shall plan.", ...after]));
  const gone = textMappingOf(base, without, compare(base, without));
  const note = { id: "note", targets: [{ kind: "clause", clause: "art-9.2-option-1" } as const] };
  expect(carryForward(note, gone, "without").state).toBe("orphan");
});

test("places a whole option with several paragraphs at all clauses of the text", () => {
  const options = ["Option 1", "1. A committee of twelve members is established.", "2. It shall meet every year."];
  const others = [
    "Option 2",
    "1. A mechanism for all Parties is hereby established.",
    "2. The mechanism shall be open.",
  ];
  const from = versionTextOf(read([...before, ...options, ...others, ...after.slice(1)]));
  const texts = others.slice(1);
  const to = versionTextOf(read([...before, ...texts, ...after.slice(1)]));
  const placement = carryForward(
    { id: "note", targets: [{ kind: "section", clause: "art-9-option-1" }] },
    textMappingOf(from, to, compare(from, to)),
    "to",
  );
  expect([placement.state, placement.targets]).toEqual([
    "alternative",
    [
      { kind: "clause", clause: "art-9.1" },
      { kind: "clause", clause: "art-9.2" },
    ],
  ]);
});

test("moves a comment on options that all gave way to a new text to that text", () => {
  const settled = "2. The meeting of delegates settles who bears these costs.";
  const to = versionTextOf(read([...before, "1. Each Party shall plan.", settled, ...after]));
  const note = { id: "note", targets: [{ kind: "clause", clause: "art-9.2-option-1" } as const] };
  expect(carryForward(note, textMappingOf(base, to, compare(base, to)), "to")).toMatchObject({
    state: "alternative",
    reason: { code: "options-replaced", params: { to: "Art. 9.2" } },
    targets: [{ kind: "clause", clause: "art-9.2" }],
  });
});

test("moves a comment on the heading of an article that was merged with another to the other's heading", () => {
  const first = ["Article 1 Aims", "1. The aim is access to shared networks for all operators of exchange points."];
  const second = [
    "Article 2 Plans",
    "1. Each Party shall publish a plan every two years.",
    "2. The plan names its costs.",
  ];
  const from = versionTextOf(read([...first, ...second, ...after.slice(1)]));
  const merged = [...first, second[1]?.replace("1.", "2.") ?? "", second[2]?.replace("2.", "3.") ?? ""];
  const to = versionTextOf(read([...merged, ...after.slice(1)]));
  const note = { id: "note", targets: [{ kind: "clause", clause: "art-2" } as const] };
  expect(carryForward(note, textMappingOf(from, to, compare(from, to)), "to")).toMatchObject({
    state: "text-changed",
    reason: { code: "section-merged", params: { from: "Art. 2", to: "Art. 1" } },
    targets: [{ kind: "clause", clause: "art-1" }],
  });
});
