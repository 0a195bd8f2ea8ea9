import { carryStretch, unmapped } from "#core/compare/words/word-map.ts";

/** "-" is a word without a counterpart. */
const mapOf = (...positions: (number | "-")[]): Int32Array =>
  Int32Array.from(positions.map((at) => (at === "-" ? unmapped : at)));

test.each<[string, Int32Array, [number, number], [number, number]]>([
  ["all words stayed together", mapOf(3, 4, 5, 6), [1, 3], [4, 6]],
  ["its first and last words left", mapOf(0, "-", 5, 6, "-", 9), [1, 5], [5, 7]],
  ["words were inserted in it", mapOf(2, 7), [0, 2], [2, 8]],
  ["its words changed their order", mapOf(8, 2, 5), [0, 3], [2, 9]],
  ["one word of it stayed", mapOf("-", 4, "-"), [0, 3], [4, 5]],
])("a stretch extends from the first to the last of its words, if %s", (_, map, stretch, carried) => {
  expect(carryStretch(stretch, map, 10)).toEqual(carried);
});

test.each<[string, Int32Array, [number, number], number, [number, number]]>([
  ["the nearest word before it that stayed", mapOf(1, 6, "-", "-", "-", 9), [3, 5], 10, [6, 7]],
  ["the first word, if no word before it stayed", mapOf("-", "-", 7), [0, 2], 10, [0, 1]],
  ["the last word of the other text", mapOf(9, "-"), [1, 2], 10, [9, 10]],
  ["the first word, if it is the only one of the other text", mapOf(0, "-"), [1, 2], 1, [0, 1]],
  ["nothing, if the other text has no words", mapOf("-", "-"), [0, 2], 0, [0, 0]],
])("a stretch of which no word stayed is shown at %s", (_, map, stretch, count, carried) => {
  expect(carryStretch(stretch, map, count)).toEqual(carried);
});
