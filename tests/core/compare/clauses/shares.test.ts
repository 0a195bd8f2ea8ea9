import { type ComparedWords, readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { clausesOf, mirrored, type Shares, sharesOf, weightsByClause } from "#core/compare/clauses/shares.ts";
import { version } from "../versions.ts";

const read = (base: readonly string[], revised: readonly string[]): ComparedWords =>
  readTexts(version(base.join("\n")), version(revised.join("\n"))).words;

const [fees, schools, cables, culture] = [
  "regulators publish the fees for spectrum licences",
  "ministries connect rural schools through community networks",
  "operators of submarine cables report every outage to the coastal administration within a day,",
  "the importance of local content",
];
/** The first clause was split, and its parts swapped. */
const split = read([`${fees} ${schools}`, cables, culture], [schools, fees, "new text", cables]);

/** Lists the shares in short form, with the number of words of average weight: `0=1 7`. */
const listed = ({ edges }: Shares): string[] =>
  edges.map(({ base, revised, weight }) => `${String(base)}=${String(revised)} ${String(weight / 16)}`);

test("lists the shared weight of every two clauses, in the order of base and then of revised clauses", () => {
  // A mark weighs half a word.
  expect(listed(sharesOf(mapWords(split), split))).toEqual(["0=0 7", "0=1 7", "1=3 14.5"]);
});

test("sums the weights of each clause", () => {
  const { base, revised } = sharesOf(mapWords(split), split);
  expect([...base].map((weight) => weight / 16)).toEqual([14, 14.5, 5]);
  expect([...revised].map((weight) => weight / 16)).toEqual([7, 7, 2, 14.5]);
  expect(weightsByClause(base, [0, 2]) / 16).toBe(19);
});

test("sums the shared weight of several clauses", () => {
  const { between } = sharesOf(mapWords(split), split);
  expect([between([0], [1]), between([0], [0, 1]), between([0, 1], [1, 2, 3]), between([2], [0])]).toEqual(
    [7, 14, 21.5, 0].map((words) => words * 16),
  );
});

test("keeps the shares when the two texts change sides", () => {
  const merged = { ...split, base: split.revised, revised: split.base };
  const [shares, other] = [mirrored(sharesOf(mapWords(split), split)), sharesOf(mapWords(merged), merged)];
  expect(listed(shares)).toEqual(["0=0 7", "1=0 7", "3=1 14.5"]);
  expect(listed(shares)).toEqual(listed(other));
  expect([shares.base, shares.revised]).toEqual([other.base, other.revised]);
  expect(shares.between([1, 2, 3], [0])).toBe(7 * 16);
});

test("orders the shares of changed sides by the base, although the clauses were swapped", () => {
  const swapped = read([fees, schools], [schools, fees]);
  expect(listed(mirrored(sharesOf(mapWords(swapped), swapped)))).toEqual(["0=1 7", "1=0 7"]);
  const merged = read([fees, schools], [`${schools} ${fees}`]);
  expect(listed(mirrored(sharesOf(mapWords(merged), merged)))).toEqual(["0=0 7", "0=1 7"]);
});

test("tells the clause of every word and mark", () => {
  const { base } = read(["annual fees;", "", "caps"], [""]);
  expect([...clausesOf(base)]).toEqual([0, 0, 0, 2]);
});
