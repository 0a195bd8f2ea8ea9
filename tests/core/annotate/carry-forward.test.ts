import fc from "fast-check";
import { anchor } from "#core/annotate/anchor.ts";
import { carriageOf, type Carriage } from "#core/annotate/carriage.ts";
import { carryForward, placeAtHome } from "#core/annotate/carry-forward.ts";
import { describe as describeRange } from "#core/annotate/describe.ts";
import type { Target } from "#core/annotate/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { draftOf, type ClauseInShort } from "../../support/draft.ts";

/** The clauses every case begins with; each case says what becomes of them. */
const clauses = {
  verb: ["verb", null, "considering"],
  local: [
    "recital",
    "a)",
    "that exchange points keep regional traffic local and lower the cost of access for small providers, schools and hospitals far from any large city;",
  ],
  open: ["recital", "b)", "that an open process (with all stakeholders) leads to policies that more people accept;"],
  record: ["recital", "c)", "that the record of earlier meetings shows how often the same question came back."],
  invites: ["verb", null, "invites Member States"],
  support: ["operative", "1", "to support the building of exchange points in every region;"],
  report: ["operative", "2", "to report every year on the steps taken and on what remains to be done."],
} satisfies Record<string, ClauseInShort>;
const { verb, local, open, record, invites, support, report } = clauses;
const base = versionTextOf(draftOf(Object.values(clauses)));

function to(...revised: ClauseInShort[]): Carriage {
  const text = versionTextOf(draftOf(revised));
  return carriageOf(base, text, compare(base, text));
}
const says = (clause: ClauseInShort, label: string | null, words = clause[2]): ClauseInShort => [
  clause[0],
  label,
  words,
];
const words = (quote: string, version: VersionText = base): Target => {
  const start = version.text.indexOf(quote);
  return describeRange(version, start, start + quote.length);
};
const carried = (targets: Target[], carriage: Carriage) => {
  const placement = carryForward({ id: "x", targets }, carriage, "revised");
  return {
    state: placement.state,
    reason: placement.reason,
    words: placement.targets.map((target) => {
      const range = anchor(carriage.revised, target);
      return range && carriage.revised.text.slice(...range);
    }),
  };
};

const same = to(verb, local, open, record, invites, support, report);
const longer = to(
  verb,
  local,
  open,
  says(record, "c)", record[2].replace("that", "also that")),
  invites,
  support,
  report,
);
const inserted = to(
  verb,
  ["recital", "a)", "that trust is earned slowly and lost in a day;"],
  says(local, "b)"),
  says(open, "c)"),
  says(record, "d)"),
  invites,
  support,
  report,
);
const edited = to(
  verb,
  local,
  says(open, "b)", open[2].replace("open process", "inclusive process").replace("accept", "will accept")),
  record,
  invites,
  support,
  report,
);
const shorter = to(verb, local, record, invites, support, report);
const moved = to(verb, open, record, invites, support, report, says(local, "3"));
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

test.each<[string, string, Carriage, ReturnType<typeof carried>]>([
  [
    "the same words in the same clause stay exactly",
    "regional traffic",
    same,
    { state: "exact", reason: { code: "same-words", params: { to: "considering a)" } }, words: ["regional traffic"] },
  ],
  [
    "words pushed along in their clause are shifted",
    "earlier meetings",
    longer,
    {
      state: "shifted",
      reason: { code: "words-shifted", params: { to: "considering c)" } },
      words: ["earlier meetings"],
    },
  ],
  [
    "words whose clause has another letter are shifted",
    "regional traffic",
    inserted,
    {
      state: "shifted",
      reason: { code: "clause-renumbered", params: { from: "considering a)", to: "considering b)" } },
      words: ["regional traffic"],
    },
  ],
  [
    "words of which one was replaced are changed",
    "an open process (with all stakeholders)",
    edited,
    {
      state: "text-changed",
      reason: { code: "words-replaced", params: { to: "considering b)", replaced: 1, total: 6 } },
      words: ["an inclusive process (with all stakeholders)"],
    },
  ],
  [
    "words between which others were put are changed",
    "policies that more people accept",
    edited,
    {
      state: "text-changed",
      reason: { code: "words-added", params: { to: "considering b)", added: 1 } },
      words: ["policies that more people will accept"],
    },
  ],
  [
    "brackets at the edge of the run come along",
    "(with all stakeholders)",
    edited,
    {
      state: "shifted",
      reason: { code: "words-shifted", params: { to: "considering b)" } },
      words: ["(with all stakeholders)"],
    },
  ],
  [
    "a mark alone is carried by the words around it",
    ")",
    edited,
    { state: "shifted", reason: { code: "words-shifted", params: { to: "considering b)" } }, words: [")"] },
  ],
  [
    "words of a clause that moved follow it",
    "lower the cost of access",
    moved,
    {
      state: "clause-moved",
      reason: { code: "clause-moved", params: { from: "considering a)", to: "invites Member States 3" } },
      words: ["lower the cost of access"],
    },
  ],
  [
    "words that now stand in two clauses are split",
    "regional traffic local and lower the cost",
    split,
    {
      state: "clause-split",
      reason: { code: "clause-split", params: { from: "considering a)", to: "considering a)", clauses: 2 } },
      words: ["regional traffic local;\nthat exchange points lower the cost"],
    },
  ],
  [
    "words of a clause that was taken out are an orphan",
    "more people accept",
    shorter,
    { state: "orphan", reason: { code: "clause-removed", params: { from: "considering b)" } }, words: [] },
  ],
])("%s", (_case, quote, carriage, expected) => {
  expect(carried([words(quote)], carriage)).toEqual(expected);
});

test.each<[string, Target, Carriage, ReturnType<typeof carried>]>([
  [
    "a clause as it was",
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
    "a clause whose words changed",
    { kind: "clause", clause: "c3" },
    edited,
    {
      state: "text-changed",
      reason: { code: "words-replaced", params: { to: "considering b)", replaced: 1, total: 14 } },
      words: [edited.revised.text.slice(edited.revised.clauses[2]!.start, edited.revised.clauses[2]!.end)],
    },
  ],
  [
    "a clause that moved",
    { kind: "clause", clause: "c2" },
    moved,
    {
      state: "clause-moved",
      reason: { code: "clause-moved", params: { from: "considering a)", to: "invites Member States 3" } },
      words: [local[2]],
    },
  ],
  [
    "a clause that became two",
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
    "a clause that was taken out",
    { kind: "clause", clause: "c3" },
    shorter,
    { state: "orphan", reason: { code: "clause-removed", params: { from: "considering b)" } }, words: [] },
  ],
  [
    "a section of which a clause was taken out",
    { kind: "section", clause: "c1" },
    shorter,
    {
      state: "text-changed",
      reason: { code: "section-changed", params: { to: "considering" } },
      words: [[verb, local, record].map(([, , text]) => text).join("\n")],
    },
  ],
  [
    "a section as it was",
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
    "a clause its version never had",
    { kind: "clause", clause: "x" },
    same,
    { state: "orphan", reason: { code: "target-unknown", params: {} }, words: [] },
  ],
  [
    "words its version never had",
    { ...(words("earlier meetings") as Target & { kind: "range" }), quote: { exact: "later", prefix: "", suffix: "" } },
    same,
    { state: "orphan", reason: { code: "target-unknown", params: {} }, words: [] },
  ],
])("%s is placed", (_case, target, carriage, expected) => {
  expect(carried([target], carriage)).toEqual(expected);
});

test("of several targets each is placed, the worst speaks, and what is lost is said", () => {
  const all = [words("the steps taken"), words("more people accept"), words("regional traffic")];
  expect(carried(all, moved).state).toBe("clause-moved");
  expect(carried(all, shorter)).toEqual({
    state: "text-changed",
    reason: { code: "some-targets-lost", params: { lost: 1, total: 3 } },
    words: ["the steps taken", "regional traffic"],
  });
});

test("an annotation stands at home where it says, or nowhere", () => {
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
  expect(placeAtHome(annotation, moved.revised).state).toBe("orphan");
});

/** The way to `revised` by a comparison that found this and nothing else; words are mapped where they stand on both. */
const found = (revised: VersionText, pairs: Partial<ClausePair>[], kept: string[] = []): Carriage => {
  const one: ClausePair = {
    relation: "1:1",
    edited: true,
    moved: false,
    renumbered: false,
    base: [],
    revised: [],
    score: 1,
  };
  const ranges = kept.map((quote): KeptRange => {
    const [from, to] = [base.text.indexOf(quote), revised.text.indexOf(quote)];
    return [from, from + quote.length, to, to + quote.length];
  });
  return carriageOf(base, revised, {
    ...compare(base, revised),
    pairs: pairs.map((pair) => ({ ...one, ...pair })),
    kept: ranges.sort(([one], [other]) => one - other),
  });
};

const question = "how often the same question";
test.each<[string, Target, VersionText, string | null]>([
  ["words of five and more are offered", words(question), base, question],
  ["words of fewer than five are not", words("the same question"), base, null],
  ["words that now stand twice are not", words(question), versionTextOf(draftOf([record, record])), null],
  [
    "words that are not there to the letter are not",
    words(question),
    versionTextOf(draftOf([says(record, "a)", "how often that same question came")])),
    null,
  ],
  ["a clause is offered", { kind: "clause", clause: "c4" }, versionTextOf(draftOf([support, record])), record[2]],
  ["a section is not", { kind: "section", clause: "c4" }, versionTextOf(draftOf([support, record])), null],
])("where the comparison found nothing, %s by what stands there to the letter", (_case, target, revised, expected) => {
  const placement = carried([target], found(revised, []));
  expect(placement.words).toEqual(expected === null ? [] : [expected]);
  expect(placement.state).toBe(expected === null ? "orphan" : "approximate");
});

test("words that stood twice are not offered where one of them is left", () => {
  const twice = versionTextOf(draftOf([record, says(record, "d)")]));
  const once = versionTextOf(draftOf([record]));
  const carriage = carriageOf(twice, once, { ...compare(twice, once), kept: [], pairs: [] });
  expect(carried([words(question, twice)], carriage).state).toBe("orphan");
});

const rewritten = versionTextOf(
  draftOf([says(record, "c)", "that old records show the same question, again and again.")]),
);
const altered = versionTextOf(
  draftOf([
    says(record, "c)", "that the record of earlier meetings shows when quite another question came back."),
    invites,
  ]),
);
const reworded = versionTextOf(
  draftOf([says(record, "c)", "that the record of earlier meetings shows how often one question came back.")]),
);
const joined = versionTextOf(draftOf([says(record, "c)", `${open[2]} ${record[2]}`)]));
test.each<[string, Target, Carriage, ReturnType<typeof carried>]>([
  [
    "words of which few are left wait for a person",
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
    "a clause of which few words are left waits for a person",
    { kind: "clause", clause: "c4" },
    found(rewritten, [{ base: ["c4"], revised: ["c1"], score: 0.3 }], ["the same question"]),
    {
      state: "approximate",
      reason: { code: "few-words-left", params: { to: "c)", replaced: 11, total: 14 } },
      words: [rewritten.text],
    },
  ],
  [
    "a clause paired by label and place alone waits for a person",
    { kind: "clause", clause: "c4" },
    found(rewritten, [{ base: ["c4"], revised: ["c1"], score: 0.25 }]),
    {
      state: "approximate",
      reason: { code: "clause-rewritten", params: { from: "considering c)", to: "c)" } },
      words: [rewritten.text],
    },
  ],
  [
    "words that left their clause are told to have moved",
    words("the same question"),
    found(rewritten, [{ relation: "removed", base: ["c4"] }], ["the same question"]),
    {
      state: "clause-moved",
      reason: { code: "words-moved", params: { from: "considering c)", to: "c)", replaced: 0, total: 3 } },
      words: ["the same question"],
    },
  ],
  [
    "a clause that is gone while most of its words stand in another waits for a person",
    { kind: "clause", clause: "c4" },
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
    "a clause that is gone while its words stand to the letter in another waits for a person",
    { kind: "clause", clause: "c4" },
    found(joined, [{ relation: "removed", base: ["c4"] }], [record[2].slice(0, -1)]),
    {
      state: "approximate",
      reason: { code: "quote-found", params: { from: "considering c)", to: "c)" } },
      words: [joined.text],
    },
  ],
  [
    "words of a clause that was joined with another are shifted",
    words("the same question"),
    found(joined, [{ relation: "n:1", base: ["c3", "c4"], revised: ["c1"] }], [record[2]]),
    {
      state: "shifted",
      reason: { code: "clause-merged", params: { from: "considering c)", to: "c)" } },
      words: ["the same question"],
    },
  ],
  [
    "a clause that was joined with another stands in what came of both",
    { kind: "clause", clause: "c4" },
    found(joined, [{ relation: "n:1", base: ["c3", "c4"], revised: ["c1"] }], [record[2]]),
    {
      state: "text-changed",
      reason: { code: "clause-merged", params: { from: "considering c)", to: "c)" } },
      words: [joined.text],
    },
  ],
])("%s", (_case, target, carriage, expected) => {
  expect(carried([target], carriage)).toEqual(expected);
});

/** Versions made of a few sentences with words in each, so that they share, move, repeat and lose clauses. */
const sentences = [local, open, record, invites, support, report].map(([, , text]) => text);
const versions = fc
  .array(fc.constantFrom(...sentences, ...sentences.map((text) => text.split(" ").slice(2).join(" "))), {
    minLength: 1,
    maxLength: 8,
  })
  .map((texts) => versionTextOf(draftOf(texts.map((text, index) => ["paragraph", String(index + 1), text]))));

test("whatever the versions, a placement names words that are there, and what is called the same is the same to the letter", () => {
  fc.assert(
    fc.property(versions, versions, fc.nat(), fc.nat(80), (from, revised, at, length) => {
      const start = at % (from.text.length + 1);
      const target = describeRange(from, start, Math.min(from.text.length, start + length));
      const carriage = carriageOf(from, revised, compare(from, revised));
      const placement = carryForward({ id: "x", targets: [target] }, carriage, "revised");
      expect(placement.targets.length).toBe(placement.state === "orphan" ? 0 : 1);
      for (const place of placement.targets) {
        const range = anchor(revised, place);
        expect(range).not.toBeNull();
        if (["exact", "shifted"].includes(placement.state)) {
          expect(revised.text.slice(...range!)).toBe(target.quote.exact);
        }
      }
    }),
  );
});

test("on the same text every target stays exactly where it is", () => {
  fc.assert(
    fc.property(versions, fc.nat(), fc.nat(80), (version, at, length) => {
      const start = at % (version.text.length + 1);
      const target = describeRange(version, start, Math.min(version.text.length, start + length));
      const placement = carryForward(
        { id: "x", targets: [target] },
        carriageOf(version, version, compare(version, version)),
        "v",
      );
      expect(placement).toMatchObject({ state: "exact", targets: [target] });
    }),
  );
});
