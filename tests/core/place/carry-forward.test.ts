import type { TextMapping } from "#core/place/text-mapping.ts";
import { carryForward, placeAtHome } from "#core/place/carry-forward.ts";
import type { Target } from "#core/discuss/target.ts";
import { base, carried, clauses, withText, to, words } from "./carried.ts";

const { verb, local, open, record, invites, support, report } = clauses;

const same = to(verb, local, open, record, invites, support, report);
const longer = to(
  verb,
  local,
  open,
  withText(record, "c)", record[2].replace("that", "also that")),
  invites,
  support,
  report,
);
const inserted = to(
  verb,
  ["recital", "a)", "that trust is earned slowly and lost in a day;"],
  withText(local, "b)"),
  withText(open, "c)"),
  withText(record, "d)"),
  invites,
  support,
  report,
);
const edited = to(
  verb,
  local,
  withText(open, "b)", open[2].replace("open process", "inclusive process").replace("accept", "will accept")),
  record,
  invites,
  support,
  report,
);
const shorter = to(verb, local, record, invites, support, report);
const moved = to(verb, open, record, invites, support, report, withText(local, "3"));
const split = to(
  verb,
  ["recital", "a)", "that exchange points keep regional traffic local;"],
  [
    "recital",
    "b)",
    "that exchange points lower the cost of access for small providers, schools and hospitals far from any large city;",
  ],
  open,
  record,
  invites,
  support,
  report,
);

test.each<[string, string, TextMapping, ReturnType<typeof carried>]>([
  [
    "identical words in the same clause are exact",
    "regional traffic",
    same,
    { state: "exact", reason: { code: "same-words", params: { to: "considering a)" } }, words: ["regional traffic"] },
  ],
  [
    "words moved within their clause are shifted",
    "earlier meetings",
    longer,
    {
      state: "shifted",
      reason: { code: "words-shifted", params: { to: "considering c)" } },
      words: ["earlier meetings"],
    },
  ],
  [
    "words in a relettered clause are shifted",
    "regional traffic",
    inserted,
    {
      state: "shifted",
      reason: { code: "clause-renumbered", params: { from: "considering a)", to: "considering b)" } },
      words: ["regional traffic"],
    },
  ],
  [
    "words with one of them replaced are changed",
    "an open process (with all stakeholders)",
    edited,
    {
      state: "text-changed",
      reason: { code: "words-replaced", params: { to: "considering b)", replaced: 1, total: 6 } },
      words: ["an inclusive process (with all stakeholders)"],
    },
  ],
  [
    "words with an insertion between them are changed",
    "policies that more people accept",
    edited,
    {
      state: "text-changed",
      reason: { code: "words-added", params: { to: "considering b)", added: 1 } },
      words: ["policies that more people will accept"],
    },
  ],
  [
    "brackets at the edge of the range are carried with it",
    "(with all stakeholders)",
    edited,
    {
      state: "shifted",
      reason: { code: "words-shifted", params: { to: "considering b)" } },
      words: ["(with all stakeholders)"],
    },
  ],
  [
    "a single mark is carried by the words around it",
    ")",
    edited,
    { state: "shifted", reason: { code: "words-shifted", params: { to: "considering b)" } }, words: [")"] },
  ],
  [
    "words of a moved clause follow it",
    "lower the cost of access",
    moved,
    {
      state: "clause-moved",
      reason: { code: "clause-moved", params: { from: "considering a)", to: "invites Member States 3" } },
      words: ["lower the cost of access"],
    },
  ],
  [
    "words divided between two clauses are split",
    "regional traffic local and lower the cost",
    split,
    {
      state: "clause-split",
      reason: { code: "clause-split", params: { from: "considering a)", to: "considering a)", clauses: 2 } },
      words: ["regional traffic local;\nthat exchange points lower the cost"],
    },
  ],
  [
    "words of a deleted clause are an orphan",
    "more people accept",
    shorter,
    { state: "orphan", reason: { code: "clause-removed", params: { from: "considering b)" } }, words: [] },
  ],
])("%s", (_case, quote, mapping, expected) => {
  expect(carried([words(quote)], mapping)).toEqual(expected);
});

test.each<[string, Target, TextMapping, ReturnType<typeof carried>]>([
  [
    "an unchanged clause",
    { kind: "clause", clause: "c2" },
    same,
    { state: "exact", reason: { code: "same-words", params: { to: "considering a)" } }, words: [local[2]] },
  ],
  [
    "a clause with another letter",
    { kind: "clause", clause: "c2" },
    inserted,
    {
      state: "shifted",
      reason: { code: "clause-renumbered", params: { from: "considering a)", to: "considering b)" } },
      words: [local[2]],
    },
  ],
  [
    "a clause with changed words",
    { kind: "clause", clause: "c3" },
    edited,
    {
      state: "text-changed",
      reason: { code: "words-replaced", params: { to: "considering b)", replaced: 1, total: 14 } },
      words: [edited.revised.text.slice(edited.revised.clauses[2]!.start, edited.revised.clauses[2]!.end)],
    },
  ],
  [
    "a moved clause",
    { kind: "clause", clause: "c2" },
    moved,
    {
      state: "clause-moved",
      reason: { code: "clause-moved", params: { from: "considering a)", to: "invites Member States 3" } },
      words: [local[2]],
    },
  ],
  [
    "a clause split in two",
    { kind: "clause", clause: "c2" },
    split,
    {
      state: "clause-split",
      reason: { code: "clause-split", params: { from: "considering a)", to: "considering a)", clauses: 2 } },
      words: [
        "that exchange points keep regional traffic local;",
        "that exchange points lower the cost of access for small providers, schools and hospitals far from any large city;",
      ],
    },
  ],
  [
    "the section of a split clause",
    { kind: "section", clause: "c2" },
    split,
    {
      state: "clause-split",
      reason: { code: "clause-split", params: { from: "considering a)", to: "considering a)", clauses: 2 } },
      words: ["that exchange points keep regional traffic local;"],
    },
  ],
  [
    "a verb alone whose section changed",
    { kind: "clause", clause: "c1" },
    shorter,
    { state: "exact", reason: { code: "same-words", params: { to: "considering" } }, words: [verb[2]] },
  ],
  [
    "a deleted clause",
    { kind: "clause", clause: "c3" },
    shorter,
    { state: "orphan", reason: { code: "clause-removed", params: { from: "considering b)" } }, words: [] },
  ],
  [
    "a section that lost a clause",
    { kind: "section", clause: "c1" },
    shorter,
    {
      state: "text-changed",
      reason: { code: "section-changed", params: { to: "considering" } },
      words: [[verb, local, record].map(([, , text]) => text).join("\n")],
    },
  ],
  [
    "an unchanged section",
    { kind: "section", clause: "c5" },
    shorter,
    {
      state: "exact",
      reason: { code: "same-words", params: { to: "invites Member States" } },
      words: [[invites, support, report].map(([, , text]) => text).join("\n")],
    },
  ],
  [
    "the document",
    { kind: "document" },
    shorter,
    { state: "exact", reason: { code: "whole-document", params: {} }, words: [shorter.revised.text] },
  ],
  [
    "a clause missing from its own version",
    { kind: "clause", clause: "x" },
    same,
    { state: "orphan", reason: { code: "target-unknown", params: {} }, words: [] },
  ],
  [
    "words missing from their own version",
    { ...(words("earlier meetings") as Target & { kind: "range" }), quote: { exact: "later", prefix: "", suffix: "" } },
    same,
    { state: "orphan", reason: { code: "target-unknown", params: {} }, words: [] },
  ],
])("reports the placement of %s", (_case, target, mapping, expected) => {
  expect(carried([target], mapping)).toEqual(expected);
});

test("places each of several targets and reports the worst state and the lost targets", () => {
  const all = [words("the steps taken"), words("more people accept"), words("regional traffic")];
  expect(carried(all, moved).state).toBe("clause-moved");
  expect(carried([...all].reverse(), moved).state).toBe("clause-moved");
  expect(carried(all, shorter)).toEqual({
    state: "text-changed",
    reason: { code: "some-targets-lost", params: { lost: 1, total: 3 } },
    words: ["the steps taken", "regional traffic"],
  });
});

const cut = to(
  clauses.verb,
  clauses.local,
  [clauses.open[0], "b)", clauses.open[2].replace(" that more people accept", "")],
  clauses.record,
);

test("places a target whose text was deleted at its clause, beside the text of the others", () => {
  const all = [words("regional traffic"), words("more people accept"), words("the same question")];
  expect(carried(all, cut)).toEqual({
    state: "text-changed",
    reason: { code: "some-words-removed", params: { removed: 1, total: 3 } },
    words: ["regional traffic", "that an open process (with all stakeholders) leads to policies;", "the same question"],
  });
});

test("counts targets without a clause and targets without their text as lost", () => {
  const all = [words("regional traffic"), words("more people accept"), words("the steps taken")];
  expect(carried(all, cut).reason).toEqual({ code: "some-targets-lost", params: { lost: 2, total: 3 } });
});

test("is at the clause alone if the text of no target is left", () => {
  expect(carried([words("the steps taken"), words("more people accept")], cut)).toMatchObject({
    state: "clause-only",
    reason: { code: "clause-left", params: { to: "considering b)" } },
  });
});

test("reports the first of the targets with the worst state", () => {
  const [replaced, added] = [words("an open process"), words("policies that more people accept")];
  expect(carried([replaced, added], edited).reason.code).toBe("words-replaced");
  expect(carried([added, replaced], edited).reason.code).toBe("words-added");
});

const unknown: Target = { kind: "clause", clause: "x" };

test("reports lost targets also when the others are worse than changed", () => {
  expect(carried([words("regional traffic"), unknown], moved)).toMatchObject({
    state: "clause-moved",
    reason: { code: "some-targets-lost", params: { lost: 1, total: 2 } },
  });
});

test.each<[string, Target[], number]>([
  ["of the placed targets alone", [{ kind: "clause", clause: "c2" }, unknown], 1],
  ["of all targets if none is placed", [words("more people accept"), unknown], 0],
])("scores the lowest %s", (_case, targets, score) => {
  expect(carryForward({ id: "x", targets }, shorter, "revised").score).toBe(score);
});

test("places an annotation exactly on its own version, or not at all", () => {
  const target = words("regional traffic");
  const annotation = { id: "x", versionId: "v1", targets: [target] };
  expect(placeAtHome(annotation, base)).toEqual({
    annotationId: "x",
    versionId: "v1",
    state: "exact",
    score: 1,
    reason: { code: "same-words", params: { to: "considering a)" } },
    targets: [target],
  });
  expect(placeAtHome(annotation, shorter.revised).state).toBe("exact");
  expect(placeAtHome(annotation, split.revised).state).toBe("exact");
  expect(placeAtHome({ ...annotation, targets: [target, unknown] }, base)).toEqual({
    annotationId: "x",
    versionId: "v1",
    state: "orphan",
    score: 0,
    reason: { code: "target-unknown", params: {} },
    targets: [],
  });
  expect(placeAtHome(annotation, moved.revised).state).toBe("orphan");
  expect(placeAtHome({ ...annotation, targets: [{ kind: "document" }] }, base)).toMatchObject({
    state: "exact",
    reason: { code: "whole-document", params: {} },
  });
});
