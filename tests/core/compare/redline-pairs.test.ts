import { compare } from "#core/compare/compare.ts";
import { pairRedliner } from "#core/compare/redline.ts";
import { drawn } from "./drawn.ts";
import { broadband, capacity, culture, exchange } from "./sample-clauses.ts";
import { version } from "./versions.ts";

describe("a single pair", () => {
  function pairs(base: readonly string[], revised: readonly string[]): string[][] {
    const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
    const comparison = compare(from, to);
    const redlinePair = pairRedliner(from, to, comparison);
    return comparison.pairs.map((pair) => drawn(redlinePair(pair), from, to));
  }

  test("of a moved clause shows its wording changes and not its move", () => {
    expect(pairs([broadband, exchange, culture], [exchange, culture, broadband.replace("every", "each")])[0]).toEqual([
      "v1>v3 1:1 edited moved: that broadband networks are a driver of growth in [-every 2-][+each 2+] economy",
    ]);
  });

  test("has no number for a sentence that moved to another clause", () => {
    expect(
      pairs([`${broadband}. ${culture}.`, exchange, capacity], [`${broadband}.`, exchange, `${capacity}. ${culture}.`]),
    ).toEqual([
      [`v1>v1 1:1 edited: ${broadband}.[-  1 variant-]{-${culture}. 2-}`],
      [`v2>v2 1:1: ${exchange}`],
      [`v3>v3 1:1 edited: ${capacity}[+.  3 punctuation+]{+${culture}. 2+}`],
    ]);
  });

  test("has a number for a sentence that moved within it, also between its clauses", () => {
    const [wish, report, meeting] = [
      "Young people wish to take part in the work of the Forum.",
      "Members report to the Council each year.",
      "The Forum meets in May.",
    ];
    expect(pairs([wish, report, meeting], [`${meeting} ${report} ${wish}`])).toEqual([
      [
        "v1>v1 n:1 edited (v2, v3): {+The Forum meets in May. 1~1+}[+  2 variant+]{+Members report to the Council each year. 3~2+}[+  4 variant+]Young people wish to take part in the work of the Forum.",
        "v2>v1 n:1 edited (v3): {-Members report to the Council each year. 3~2-}",
        "v3>v1 n:1 edited (v2): {-The Forum meets in May. 1~1-}",
      ],
    ]);
  });
});
