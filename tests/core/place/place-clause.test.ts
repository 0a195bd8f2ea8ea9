import { carryForward } from "#core/place/carry-forward.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { carried, clauses, found, withText } from "./carried.ts";

const { open, record, support } = clauses;
const whole: Target = { kind: "clause", clause: "c4" };
const [opening, middle, ending] = [
  "that the record of earlier meetings shows",
  "how often",
  "the same question came back",
];
const paired: Partial<ClausePair> = { base: ["c4"], revised: ["c1"] };
const asClause = (text: string, label = "c)"): VersionText => versionTextOf(draftOf([withText(record, label, text)]));
/** Two clauses farther apart than the words of one place may be. */
const scattered = (text: string): VersionText =>
  versionTextOf(
    draftOf([
      withText(record, "c)", text),
      open,
      withText(support, "1", "new ".repeat(60)),
      ["operative", "2", ending],
    ]),
  );

test.each<
  [
    string,
    VersionText,
    Partial<ClausePair>,
    string[],
    ReturnType<typeof carried>["state"],
    ReturnType<typeof carried>["reason"],
  ]
>([
  [
    "with words inserted into it",
    asClause(`${opening}, to all, ${middle} ${ending}.`),
    paired,
    [opening, middle, ending],
    "text-changed",
    { code: "words-added", params: { to: "c)", added: 2 } },
  ],
  [
    "with other marks",
    asClause(`${opening} (${middle} ${ending});`),
    paired,
    [opening, middle, ending],
    "text-changed",
    { code: "marks-changed", params: { to: "c)" } },
  ],
  [
    "reworded and renumbered",
    asClause(`${opening} why ${ending}.`, "d)"),
    { ...paired, renumbered: true },
    [opening, ending],
    "text-changed",
    { code: "words-replaced-renumbered", params: { from: "considering c)", to: "d)", replaced: 2, total: 14 } },
  ],
  [
    "moved and reworded",
    asClause(`${opening} why ${ending}.`, "d)"),
    { ...paired, moved: true },
    [opening, ending],
    "clause-moved",
    { code: "clause-moved-words-replaced", params: { from: "considering c)", to: "d)", replaced: 2, total: 14 } },
  ],
  [
    "unchanged after a merger",
    asClause(record[2]),
    { relation: "n:1", base: ["c3", "c4"], revised: ["c1"] },
    [record[2]],
    "shifted",
    { code: "clause-merged", params: { from: "considering c)", to: "c)" } },
  ],
  [
    "of which some words moved to another clause",
    scattered(`${opening} ${middle}.`),
    paired,
    [`${opening} ${middle}`, ending, open[2]],
    "text-changed",
    { code: "words-left", params: { to: "c)", left: 5, total: 14 } },
  ],
  [
    "of which some words moved to another clause and others were replaced",
    scattered(`${opening} why.`),
    paired,
    [opening, ending, open[2]],
    "text-changed",
    { code: "words-replaced", params: { to: "c)", replaced: 2, total: 14 } },
  ],
  [
    "that shares exactly half of its words",
    asClause("that old records show the same question, again and again."),
    { ...paired, score: 0.5 },
    ["the same question"],
    "text-changed",
    { code: "words-replaced", params: { to: "c)", replaced: 11, total: 14 } },
  ],
  [
    "that shares exactly half of its words, none of them in order",
    asClause("that old records show the same question, again and again."),
    { ...paired, score: 0.5 },
    [],
    "text-changed",
    { code: "words-replaced", params: { to: "c)", replaced: 14, total: 14 } },
  ],
])("reports the placement of a clause %s", (_case, revised, pair, kept, state, reason) => {
  const placement = carried([whole], found(revised, [pair], kept));
  expect([placement.state, placement.reason]).toEqual([state, reason]);
});

test("scores a deleted clause as its pair does", () => {
  const mapping = found(asClause(open[2]), [{ relation: "removed", base: ["c4"], score: 0.7 }]);
  expect(carryForward({ id: "x", targets: [whole] }, mapping, "revised")).toMatchObject({
    state: "orphan",
    score: 0.7,
  });
});
