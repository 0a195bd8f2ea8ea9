import { describe as describeRange } from "#core/place/anchor.ts";
import { textMappingOf, type TextMapping } from "#core/place/text-mapping.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";
import { base, carried, clauses, found, to, withText, words } from "./carried.ts";

const { open, record, invites, support } = clauses;
const whole: Target = { kind: "clause", clause: "c4" };
const question = "how often the same question";
test.each<[string, Target, VersionText, string | null]>([
  ["five or more words", words(question), base, question],
  ["not fewer than five words", words("often the same question"), base, null],
  ["not words that occur twice", words(question), versionTextOf(draftOf([record, record])), null],
  [
    "not words that differ slightly",
    words(question),
    versionTextOf(draftOf([withText(record, "a)", "how often that same question came")])),
    null,
  ],
  ["a whole clause", whole, versionTextOf(draftOf([support, record])), record[2]],
  ["not a section", { kind: "section", clause: "c4" }, versionTextOf(draftOf([support, record])), null],
])("if the comparison finds nothing, places by exact text: %s", (_case, target, revised, expected) => {
  const placement = carried([target], found(revised, []));
  expect(placement.words).toEqual(expected === null ? [] : [expected]);
  expect(placement.state).toBe(expected === null ? "orphan" : "approximate");
});

test("does not place text that occurred twice and remains once", () => {
  const twice = versionTextOf(draftOf([record, withText(record, "d)")]));
  const once = versionTextOf(draftOf([record]));
  const mapping = textMappingOf(twice, once, { ...compare(twice, once), kept: [], pairs: [] });
  expect(carried([words(question, twice)], mapping).state).toBe("orphan");
});

const rewritten = versionTextOf(
  draftOf([withText(record, "c)", "that old records show the same question, again and again.")]),
);
const altered = versionTextOf(
  draftOf([
    withText(record, "c)", "that the record of earlier meetings shows when quite another question came back."),
    invites,
  ]),
);
const reworded = versionTextOf(
  draftOf([withText(record, "c)", "that the record of earlier meetings shows how often one question came back.")]),
);
const joined = versionTextOf(draftOf([withText(record, "c)", `${open[2]} ${record[2]}`)]));
test.each<[string, Target, TextMapping, ReturnType<typeof carried>]>([
  [
    "words of which few are left await a person",
    words("shows how often the same question came back"),
    found(
      altered,
      [{ base: ["c4"], revised: ["c1"] }],
      ["that the record of earlier meetings shows", "question came back", invites[2]],
    ),
    {
      state: "approximate",
      reason: { code: "few-words-left", params: { to: "c)", replaced: 4, total: 8 } },
      words: ["shows when quite another question came back"],
    },
  ],
  [
    "a clause of which few words are left awaits a person",
    whole,
    found(rewritten, [{ base: ["c4"], revised: ["c1"], score: 0.49 }], ["the same question"]),
    {
      state: "approximate",
      reason: { code: "few-words-left", params: { to: "c)", replaced: 11, total: 14 } },
      words: [rewritten.text],
    },
  ],
  [
    "a clause paired only by label and position awaits a person",
    whole,
    found(rewritten, [{ base: ["c4"], revised: ["c1"], score: 0.49 }]),
    {
      state: "approximate",
      reason: { code: "clause-rewritten", params: { from: "considering c)", to: "c)" } },
      words: [rewritten.text],
    },
  ],
  [
    "a clause found elsewhere by its content awaits a person if none of its words are left in order",
    whole,
    found(rewritten, [{ base: ["c4"], revised: ["c1"], moved: true, score: 0.9 }]),
    {
      state: "approximate",
      reason: { code: "clause-rewritten", params: { from: "considering c)", to: "c)" } },
      words: [rewritten.text],
    },
  ],
  [
    "words that left their clause are reported as moved",
    words("the same question"),
    found(rewritten, [{ relation: "removed", base: ["c4"] }], ["the same question"]),
    {
      state: "clause-moved",
      reason: { code: "words-moved", params: { from: "considering c)", to: "c)", replaced: 0, total: 3 } },
      words: ["the same question"],
    },
  ],
  [
    "a deleted clause with most of its words in another awaits a person",
    whole,
    found(
      reworded,
      [{ relation: "removed", base: ["c4"] }],
      ["that the record of earlier meetings shows how often", "question came back"],
    ),
    {
      state: "approximate",
      reason: { code: "words-moved", params: { from: "considering c)", to: "c)", replaced: 2, total: 14 } },
      words: [reworded.text],
    },
  ],
  [
    "a deleted clause with its exact text in another awaits a person",
    whole,
    found(joined, [{ relation: "removed", base: ["c4"] }], [record[2].slice(0, -1)]),
    {
      state: "approximate",
      reason: { code: "quote-found", params: { from: "considering c)", to: "c)" } },
      words: [joined.text],
    },
  ],
  [
    "words of a merged clause are shifted",
    words("the same question"),
    found(joined, [{ relation: "n:1", base: ["c3", "c4"], revised: ["c1"] }], [record[2]]),
    {
      state: "shifted",
      reason: { code: "clause-merged", params: { from: "considering c)", to: "c)" } },
      words: ["the same question"],
    },
  ],
  [
    "a merged clause is placed on the result of the merger",
    whole,
    found(joined, [{ relation: "n:1", base: ["c3", "c4"], revised: ["c1"] }], [record[2]]),
    {
      state: "text-changed",
      reason: { code: "clause-merged", params: { from: "considering c)", to: "c)" } },
      words: [joined.text],
    },
  ],
])("%s", (_case, target, mapping, expected) => {
  expect(carried([target], mapping)).toEqual(expected);
});

const { verb, local, report } = clauses;
/** Returns the text mapping to a version in which only the second recital has another text or label. */
const toOpen = (text: string, label = "b)"): TextMapping =>
  to(verb, local, withText(open, label, text), record, invites, support, report);
const shortened = open[2].replace(" leads to policies that more people accept", "");
const relabelled = toOpen(open[2].replace("open process", "inclusive process"), "bis)");
const moved = to(
  verb,
  withText(open, "a)"),
  record,
  invites,
  support,
  report,
  withText(local, "3", local[2].replace("lower", "reduce")),
);
const split = to(
  verb,
  ["recital", "a)", "that exchange points keep regional traffic local;"],
  ["recital", "b)", local[2].replace("keep regional traffic local and lower", "lower").replace("hospitals", "clinics")],
  withText(open, "c)"),
  withText(record, "d)"),
  invites,
  support,
  report,
);
/** A range without text, before a quote. */
const caret = (quote: string): Target => {
  const start = base.text.indexOf(quote);
  return describeRange(base, start, start);
};

test.each<[string, Target, TextMapping, ReturnType<typeof carried>]>([
  [
    "text in one part of a split clause as shifted",
    words("lower the cost of access"),
    split,
    {
      state: "shifted",
      reason: { code: "clause-split", params: { from: "considering a)", to: "considering b)", clauses: 2 } },
      words: ["lower the cost of access"],
    },
  ],
  [
    "edited text in one part of a split clause as changed",
    words("providers, schools and hospitals far from any large city"),
    split,
    {
      state: "text-changed",
      reason: {
        code: "words-replaced-renumbered",
        params: { from: "considering a)", to: "considering b)", replaced: 1, total: 9 },
      },
      words: ["providers, schools and clinics far from any large city"],
    },
  ],
  [
    "edited text of a moved clause as moved",
    words("local and lower the cost of access"),
    moved,
    {
      state: "clause-moved",
      reason: {
        code: "clause-moved-words-replaced",
        params: { from: "considering a)", to: "invites Member States 3", replaced: 1, total: 7 },
      },
      words: ["local and reduce the cost of access"],
    },
  ],
  [
    "edited text of a renumbered clause as changed",
    words("an open process (with all stakeholders)"),
    relabelled,
    {
      state: "text-changed",
      reason: {
        code: "words-replaced-renumbered",
        params: { from: "considering b)", to: "considering bis)", replaced: 1, total: 6 },
      },
      words: ["an inclusive process (with all stakeholders)"],
    },
  ],
  [
    "text with other marks as changed",
    words("process (with all stakeholders) leads"),
    toOpen(open[2].replace("(", "[").replace(")", "]")),
    {
      state: "text-changed",
      reason: { code: "marks-changed", params: { to: "considering b)" } },
      words: ["process [with all stakeholders] leads"],
    },
  ],
  [
    "text without the mark at its end that was replaced",
    words("(with all stakeholders)"),
    toOpen(open[2].replace("stakeholders)", "stakeholders,")),
    {
      state: "text-changed",
      reason: { code: "marks-changed", params: { to: "considering b)" } },
      words: ["(with all stakeholders"],
    },
  ],
  [
    "text without the mark at its beginning that was replaced",
    words(" (with all stakeholders)"),
    toOpen(open[2].replace("(", "[")),
    {
      state: "text-changed",
      reason: { code: "marks-changed", params: { to: "considering b)" } },
      words: ["with all stakeholders)"],
    },
  ],
  [
    "text that begins and ends inside words at the same letters",
    words("takeholders) leads to pol"),
    toOpen(open[2].replace("an open", "a wide and open")),
    {
      state: "shifted",
      reason: { code: "words-shifted", params: { to: "considering b)" } },
      words: ["takeholders) leads to pol"],
    },
  ],
  [
    "text that begins and ends inside replaced words at the words between them",
    words("cess (with all stakeholders) leads to policies that mo"),
    toOpen(open[2].replace("process", "procedure").replace("more", "many")),
    {
      state: "text-changed",
      reason: { code: "words-replaced", params: { to: "considering b)", replaced: 2, total: 9 } },
      words: ["with all stakeholders) leads to policies that"],
    },
  ],
  [
    "a position between two words that are still neighbours",
    caret("leads to"),
    toOpen(open[2].replace("an open", "an inclusive")),
    { state: "shifted", reason: { code: "words-shifted", params: { to: "considering b)" } }, words: [""] },
  ],
  [
    "a position inside a word",
    caret("eads to"),
    toOpen(open[2]),
    { state: "exact", reason: { code: "same-words", params: { to: "considering b)" } }, words: [""] },
  ],
  [
    "a position at the beginning of a clause, whatever the clause before it ends with",
    caret(record[2]),
    toOpen(open[2].replace("accept;", "agree to.")),
    { state: "exact", reason: { code: "same-words", params: { to: "considering c)" } }, words: [""] },
  ],
  [
    "a position at the end of a clause, whatever the next clause begins with",
    caret(`\n${open[2]}`),
    toOpen(open[2].replace("that an", "since an")),
    { state: "exact", reason: { code: "same-words", params: { to: "considering a)" } }, words: [""] },
  ],
  [
    "a position beside a replaced word at its clause",
    caret("leads to"),
    toOpen(open[2].replace("leads to", "creates")),
    {
      state: "clause-only",
      reason: { code: "clause-left", params: { to: "considering b)" } },
      words: [open[2].replace("leads to", "creates")],
    },
  ],
  [
    "a mark between other words at its clause",
    words(")"),
    toOpen(open[2].replace("stakeholders)", "parties)")),
    {
      state: "clause-only",
      reason: { code: "clause-left", params: { to: "considering b)" } },
      words: [open[2].replace("stakeholders)", "parties)")],
    },
  ],
  [
    "text that its clause has lost at the clause",
    words("policies that more people accept"),
    toOpen(shortened),
    { state: "clause-only", reason: { code: "clause-left", params: { to: "considering b)" } }, words: [shortened] },
  ],
  [
    "text that its renumbered clause has lost at the clause",
    words("policies that more people accept"),
    toOpen(shortened, "bis)"),
    {
      state: "clause-only",
      reason: { code: "clause-left-renumbered", params: { from: "considering b)", to: "considering bis)" } },
      words: [shortened],
    },
  ],
  [
    "text of which a single word is left at the clause",
    words(record[2]),
    found(rewritten, [{ base: ["c4"], revised: ["c1"] }], ["question"]),
    {
      state: "clause-only",
      reason: { code: "clause-left-scattered", params: { to: "c)", replaced: 13, total: 14 } },
      words: [rewritten.text],
    },
  ],
  [
    "text in another clause than the rest as moved",
    words(`shows ${question}`),
    found(
      versionTextOf(
        draftOf([["recital", "a)", "that the record matters."], withText(record, "b)", `it lists ${question}.`)]),
      ),
      [{ base: ["c4"], revised: ["c1"] }],
      ["that the record", question],
    ),
    {
      state: "clause-moved",
      reason: { code: "words-moved", params: { from: "considering c)", to: "b)", replaced: 1, total: 6 } },
      words: [question],
    },
  ],
])("places %s", (_case, target, mapping, expected) => {
  expect(carried([target], mapping)).toEqual(expected);
});
