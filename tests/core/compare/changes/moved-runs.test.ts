import { compare } from "#core/compare/compare.ts";
import { version } from "../versions.ts";

/** Returns the texts of the base that are shown as moved, in base order. */
function movedBetween(base: readonly string[], revised: readonly string[]): string[] {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const moves = compare(from, to).changes.filter((change) => change.class === "move");
  return moves.toSorted((x, y) => x.base[0] - y.base[0]).map((move) => from.text.slice(...move.base));
}

const networks = "Broadband networks are a driver of growth in every economy";
const points = "Internet exchange points lower transit prices for everybody";
const content = "Local content matters in all languages of our region";
const skills = "Capacity building should help operators deploy IPv6 quickly";
const rights = "Trust online depends upon strong protection for personal data";

const numbered = (name: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${name}${String(at + 1)}`).join(" ");

const eight = numbered("one", 8);

test.each([
  ["3 words after 8 replaced words", 8, 8, 3, [eight, "two1 two2 two3."]],
  ["1 word after 1 replaced word", 1, 1, 1, [eight]],
  ["3 words after 9 replaced words", 9, 9, 3, [eight]],
  ["2 words after 8 words replaced by 1", 8, 1, 2, [eight, "two1 two2."]],
  ["2 words after 9 words replaced by 1", 9, 1, 2, [eight]],
  ["2 words after 1 word replaced by 9", 1, 9, 2, [eight]],
  ["4 words after 9 replaced words, which are enough by themselves", 9, 9, 4, [eight, "two1 two2 two3 two4."]],
])("shows the parts of an edited sentence as moved: %s", (_case, old, replacing, count, expected) => {
  const sentence = (name: string, words: number): string =>
    `${eight} ${numbered(name, words)} ${numbered("two", count)}.`;
  const base = [`${networks}. ${sentence("old", old)}`, points, content];
  const revised = [`${networks}.`, points, `${content}. ${sentence("new", replacing)}`];
  expect(movedBetween(base, revised)).toEqual(expected);
  expect(movedBetween(revised, base)).toEqual(expected);
});

test("shows two parts of 3 words with a word between them as moved together", () => {
  expect(
    movedBetween(
      [`${networks}. one1 one2 one3 old two1 two2 two3.`, points, content],
      [`${networks}.`, points, `${content}. one1 one2 one3 new two1 two2 two3.`],
    ),
  ).toEqual(["one1 one2 one3", "two1 two2 two3."]);
});

test.each([
  ["of 4 words as moved", "Few members met today.", true],
  ["of 3 words not as moved", "Few met today.", false],
])("shows a sentence %s, if it left a clause that moved", (_case, sentence, isMoved) => {
  const clause = `${sentence} ${networks}.`;
  const moved = movedBetween([clause, points, content], [points, `${content}. ${sentence}`, `${networks}.`]);
  expect(moved.toSorted()).toEqual(isMoved ? [sentence, clause] : [clause]);
});

test.each<[string, string[], string[], string[]]>([
  ["in the same order", [networks, points], [networks, points], [`${networks}\n${points}`]],
  ["in another order", [networks, points], [points, networks], [networks, points]],
  [
    "with an edit in the first",
    [networks, points],
    [networks.replace("every", "each"), points],
    [`${networks}\n${points}`],
  ],
  [
    "with a new clause between them",
    [networks, points],
    [networks, "A new clause is here", points],
    [networks, points],
  ],
  [
    "with a deleted clause between them",
    [networks, "An old clause was here", points],
    [networks, points],
    [networks, points],
  ],
])("joins the moves of two clauses only if they stay together: %s", (_case, from, to, expected) => {
  const rest = [content, skills, rights, "Young people wish to join that work"];
  expect(movedBetween([...from, ...rest], [...rest, ...to])).toEqual(expected);
});

test("joins the moves of three clauses that stay together, and no clause that did not move", () => {
  const rest = [
    "Young people wish to join that work",
    "Members report to the Council on their plans",
    "The fund pays for travel of experts from afar",
    "Names and numbers are managed in a stable manner",
  ];
  expect(movedBetween([networks, points, content, ...rest], [...rest, networks, points, content])).toEqual([
    [networks, points, content].join("\n"),
  ]);
});
