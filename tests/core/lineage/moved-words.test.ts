import { compare } from "#core/compare/compare.ts";
import { wordsMovedWithinClauses } from "#core/lineage/origin-traces.ts";
import { sentenceTextOf } from "#core/compare/words/sentence-text.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { version } from "../compare/versions.ts";

/** Returns the words that changed their position within a clause, sorted by their position in the base. */
async function movedBetween(base: string, revised: string): Promise<string[]> {
  const [from, to, lexicon] = [version(base), version(revised), new Lexicon()];
  const pause = (): Promise<void> => Promise.resolve();
  const [one, other] = [await sentenceTextOf(from, lexicon, pause), await sentenceTextOf(to, lexicon, pause)];
  // Words that the comparison keeps, so that only the others can move.
  const moved = wordsMovedWithinClauses(compare(from, to, { isFollowed: true }), one, other);
  return moved
    .toSorted((x, y) => x[0] - y[0])
    .map(([start, end, revisedStart, revisedEnd]) => {
      expect(to.text.slice(revisedStart, revisedEnd)).toBe(from.text.slice(start, end));
      return from.text.slice(start, end);
    });
}

test.each([
  [
    "a word that changed places with others",
    "that many administrations of it met",
    "that administrations of many met",
    ["many"],
  ],
  [
    "a word at either end of its clause",
    "Today\nyearly the members of the forum report\nTomorrow",
    "Today\nthe members of the forum report yearly\nTomorrow",
    ["yearly"],
  ],
  [
    "no word that occurs twice among the others of a side",
    "that many administrations of it met",
    "that administrations of many and many met",
    [],
  ],
  ["no mark", "that, administrations of it met", "that administrations of it, met", []],
  ["no word that is kept", "that administrations of it met", "that administrations of it met many", []],
  [
    "no word that left its clause",
    "that many administrations of the union met in May\nthat the forum of the net closed in June",
    "that administrations of the union met in May\nthat the forum of many nets closed in June",
    [],
  ],
  [
    "no word of a deleted clause in an inserted one",
    "broadband drives growth\nthat the forum of the net closed in June",
    "that the forum of the net closed in June\nnobody owns this fast broadband",
    [],
  ],
])("finds %s", async (_case, base, revised, expected) => {
  expect(await movedBetween(base, revised)).toEqual(expected);
});
