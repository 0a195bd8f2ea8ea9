import { compare } from "#core/compare/compare.ts";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { version } from "./versions.ts";

const broadband = "that broadband networks are a driver of growth in every economy";
const exchange = "that Internet exchange points lower the price of transit for all";
const capacity = "that capacity building is needed for the adoption of IPv6 in the regions";
const culture = "the importance of local content and of languages on the network";

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
