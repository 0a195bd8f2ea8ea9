import { compare } from "#core/compare/compare.ts";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { broadband, capacity, culture, exchange } from "./sample-clauses.ts";
import { version } from "./versions.ts";

function statsBetween(base: readonly string[], revised: readonly string[]): ComparisonStats {
  return compare(version(base.join("\n")), version(revised.join("\n"))).stats;
}

const none = { unchanged: 0, edited: 0, moved: 0, renumbered: 0, split: 0, merged: 0, added: 0, removed: 0 };

test.each<[string, string[], string[], Partial<ComparisonStats["clauses"]>]>([
  ["an unchanged clause", [broadband], [broadband], { unchanged: 1 }],
  ["an edited clause", [broadband, exchange], [broadband, `${exchange} today`], { unchanged: 1, edited: 1 }],
  ["a moved clause", [broadband, exchange, culture], [exchange, culture, broadband], { unchanged: 2, moved: 1 }],
  ["a renumbered clause", [`a)| ${broadband}`], [`b)| ${broadband}`], { renumbered: 1 }],
  ["an added clause", [broadband], [broadband, culture], { unchanged: 1, added: 1 }],
  ["a removed clause", [broadband, culture], [broadband], { unchanged: 1, removed: 1 }],
  [
    "an edited clause that is split",
    [`${broadband}; ${exchange}`],
    [`${broadband};`, `${exchange} today`],
    { split: 1, edited: 1 },
  ],
  [
    "edited clauses that are merged",
    [`${broadband};`, exchange],
    [`${broadband}; ${exchange} today`],
    { merged: 1, edited: 1 },
  ],
])("counts %s", (_case, base, revised, expected) => {
  expect(statsBetween(base, revised).clauses).toEqual({ ...none, ...expected });
});

test.each<[string, string[], string[], Partial<ComparisonStats["words"]>]>([
  ["words that stay", [broadband], [broadband], { base: 11, revised: 11, kept: 11 }],
  ["no marks", [`“${broadband},”`], [`${broadband};`], { base: 11, revised: 11, kept: 11 }],
  ["inserted words", [broadband], [`${broadband} and trade`], { base: 11, revised: 13, kept: 11, inserted: 2 }],
  ["deleted words", [`${broadband} and trade`], [broadband], { base: 13, revised: 11, kept: 11, deleted: 2 }],
  [
    "moved words, which are kept too",
    [culture, exchange, capacity],
    [exchange, capacity, culture],
    { base: 35, revised: 35, kept: 35, moved: 11 },
  ],
  [
    "a moved sentence, but not the words beside it",
    [`${broadband}. ${culture}.`, exchange, capacity],
    [`${broadband}.`, exchange, `${capacity}. ${culture}.`],
    { base: 46, revised: 46, kept: 46, moved: 11 },
  ],
  [
    "two moved sentences",
    [`${culture}.`, `${broadband}.`, `${exchange}. ${capacity}.`],
    [`${exchange}. ${capacity}.`, `${broadband}.`, `${culture}.`],
    { base: 46, revised: 46, kept: 46, moved: 22 },
  ],
])("counts %s", (_case, base, revised, expected) => {
  const nothing = { kept: 0, inserted: 0, deleted: 0, moved: 0 };
  expect(statsBetween(base, revised).words).toEqual({ ...nothing, ...expected });
});

const networks = "Broadband networks are a driver of growth in every economy";
const points = "Internet exchange points lower transit prices for everybody";
const content = "Local content matters in all languages of our region";
const skills = "Capacity building should help operators deploy IPv6 quickly";
const rights = "Trust online depends upon strong protection for personal data";

test.each<[string, string[], string[], Partial<ComparisonStats["words"]>]>([
  [
    "moved words without the replaced ones",
    [networks, points, content],
    [points, content, networks.replace("every", "each")],
    { base: 27, revised: 27, kept: 26, inserted: 1, deleted: 1, moved: 9 },
  ],
  [
    "the words of two clauses that moved together",
    [networks, points, content, skills, rights],
    [content, skills, rights, networks, points],
    { base: 44, revised: 44, kept: 44, moved: 18 },
  ],
  [
    "the words of a sentence that left a clause that moved too",
    [`${networks}. ${content}. ${rights}.`, points, skills, "Young people wish to join that work"],
    [points, `${skills}. ${content}.`, "Young people wish to join that work", `${networks}. ${rights}.`],
    { base: 51, revised: 51, kept: 51, moved: 28 },
  ],
  [
    "a short sentence as kept, but not as moved, if the clause that it was in moved without it",
    [`Few met today. ${networks}.`, points, content],
    [points, `${content}. Few met today.`, `${networks}.`],
    { base: 30, revised: 30, kept: 30, moved: 10 },
  ],
  [
    "a short sentence as kept, but not as moved, if its clause moved to the front without it",
    [points, content, `${networks}. Few met today.`],
    [`${networks}.`, `Few met today. ${points}`, content],
    { base: 30, revised: 30, kept: 30, moved: 10 },
  ],
  [
    "words with and without a soft hyphen as kept",
    ["the co\u00ADoperation and the co\u00ADordination of all"],
    ["the cooperation and the coordination of all"],
    { base: 7, revised: 7, kept: 7 },
  ],
  [
    "the words around another kind of apostrophe once, first and last in the text too",
    ["Don't report what they don't"],
    ["Don’t report what they don’t"],
    { base: 7, revised: 7, kept: 7 },
  ],
  [
    "words with and without a ligature as kept, beside a replaced word",
    ["They met ﬁrst and ﬁve times"],
    ["They met first and six times"],
    { base: 6, revised: 6, kept: 5, inserted: 1, deleted: 1 },
  ],
  [
    "words with and without a ligature as kept, also in a clause that moved",
    [`${networks} and the ﬁrst co\u00ADop`, points, content],
    [points, content, `${networks} and the first coop`],
    { base: 31, revised: 31, kept: 31, moved: 12 },
  ],
])("counts %s", (_case, base, revised, expected) => {
  const nothing = { kept: 0, inserted: 0, deleted: 0, moved: 0 };
  expect(statsBetween(base, revised).words).toEqual({ ...nothing, ...expected });
});
