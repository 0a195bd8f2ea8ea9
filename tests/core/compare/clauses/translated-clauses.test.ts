import { translatedClauses } from "#core/compare/clauses/pair-by-place.ts";
import type { Clause } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

function clauses(...inShort: ClauseInShort[]): Clause[] {
  return versionTextOf(draftOf(inShort)).clauses;
}

/** Lists the pairs of two texts in short form: `c1=c2`. */
function pairsOf(base: readonly Clause[], revised: readonly Clause[]): string[] {
  return translatedClauses(base, revised).pairs.map((pair) => `${pair.base}=${pair.revised}`);
}

const english = clauses(
  ["title", null, "Opinion on broadband"],
  ["verb", null, "recalling"],
  ["recital", "a)", "that networks grow,"],
  ["recital", "b)", "that prices fall,"],
  ["verb", null, "invites"],
  ["operative", "1", "Member States to report"],
);
const spanish = clauses(
  ["title", null, "Opinión sobre la banda ancha"],
  ["verb", null, "recordando"],
  ["recital", "a)", "que las redes crecen,"],
  ["recital", "b)", "que los precios bajan,"],
  ["verb", null, "invita"],
  ["operative", "1", "a los Estados Miembros a informar"],
);

test("pairs the clauses of a translation in their order", () => {
  const pairs = ["c1=c1", "c2=c2", "c3=c3", "c4=c4", "c5=c5", "c6=c6"];
  expect(pairsOf(english, spanish)).toEqual(pairs);
  expect(translatedClauses(english, spanish).score).toBe(1);
});

test("pairs the clauses around one that the translation lacks, and scores the share that has a counterpart", () => {
  const shorter = spanish.filter(({ id }) => id !== "c3");
  expect(translatedClauses(english, shorter)).toEqual({
    pairs: ["c1", "c2", "c4", "c5", "c6"].map((id) => ({ base: id, revised: id })),
    score: 5 / 6,
  });
  expect(translatedClauses(shorter, english)).toEqual(translatedClauses(english, shorter));
});

test.each<[string, ClauseInShort, ClauseInShort]>([
  ["the same letter in another script", ["recital", "c)", ""], ["recital", "ج)", ""]],
  ["the same number in digits of another script", ["operative", "12", ""], ["operative", "١٢", ""]],
  ["the same number of several parts", ["paragraph", "2.10", ""], ["paragraph", "2.10", ""]],
  ["the same number after the name of its level", ["heading", "Article 4", ""], ["heading", "Статья 4", ""]],
])("pairs clauses with %s", (_case, base, revised) => {
  expect(pairsOf(clauses(base), clauses(revised))).toEqual(["c1=c1"]);
});

test.each<[string, ClauseInShort, ClauseInShort]>([
  ["another kind", ["recital", "1", ""], ["operative", "1", ""]],
  ["another depth", ["paragraph", "1", "", 0], ["paragraph", "1", "", 1]],
  ["another number", ["paragraph", "1.1", ""], ["paragraph", "1.2", ""]],
  ["another first part of the number", ["paragraph", "1.1", ""], ["paragraph", "2.1", ""]],
  ["further parts of the number", ["paragraph", "1", ""], ["paragraph", "1.1", ""]],
  ["the same digits in other parts", ["paragraph", "12", ""], ["paragraph", "1.2", ""]],
  ["a number on one side only", ["paragraph", "1", ""], ["paragraph", null, ""]],
  ["a word where the other one has a number", ["heading", "Article 4", ""], ["heading", "3.4", ""]],
  ["a number where the other one has a word", ["heading", "3.4", ""], ["heading", "Article 4", ""]],
])("pairs no clauses with %s", (_case, base, revised) => {
  expect(pairsOf(clauses(base), clauses(revised))).toEqual([]);
});

test("pairs and scores nothing if a text is empty", () => {
  expect(translatedClauses([], [])).toEqual({ pairs: [], score: 0 });
  expect(translatedClauses(english, [])).toEqual({ pairs: [], score: 0 });
});

test.each([
  [500, 1],
  [501, 0],
])("takes no text for a translation if more than 500 clauses differ: %d differ", (further, pairs) => {
  const list = Array.from({ length: further }, (): ClauseInShort => ["item", null, "a name"]);
  expect(pairsOf(clauses(["title", null, "List"]), clauses(["title", null, "Liste"], ...list))).toHaveLength(pairs);
});
