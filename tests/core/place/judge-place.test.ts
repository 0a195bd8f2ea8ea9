import { textMappingOf, type TextMapping } from "#core/place/text-mapping.ts";
import type { Target } from "#core/discuss/target.ts";
import { compare } from "#core/compare/compare.ts";
import type { ClausePair, KeptRange } from "#core/compare/comparison.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { draftOf } from "../../support/draft.ts";
import { base, carried, clauses, says, words } from "./carried.ts";

const { open, record, invites, support } = clauses;

/**
 * Returns the text mapping to `revised` as if the comparison had found only these pairs. Kept texts are mapped between
 * their first occurrences in the two versions.
 */
const found = (revised: VersionText, pairs: Partial<ClausePair>[], kept: string[] = []): TextMapping => {
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
  return textMappingOf(base, revised, {
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
])("when the comparison finds nothing, places by exact text: %s", (_case, target, revised, expected) => {
  const placement = carried([target], found(revised, []));
  expect(placement.words).toEqual(expected === null ? [] : [expected]);
  expect(placement.state).toBe(expected === null ? "orphan" : "approximate");
});

test("does not place text that occurred twice and remains once", () => {
  const twice = versionTextOf(draftOf([record, says(record, "d)")]));
  const once = versionTextOf(draftOf([record]));
  const mapping = textMappingOf(twice, once, { ...compare(twice, once), kept: [], pairs: [] });
  expect(carried([words(question, twice)], mapping).state).toBe("orphan");
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
test.each<[string, Target, TextMapping, ReturnType<typeof carried>]>([
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
])("%s", (_case, target, mapping, expected) => {
  expect(carried([target], mapping)).toEqual(expected);
});
